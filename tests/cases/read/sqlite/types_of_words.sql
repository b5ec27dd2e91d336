CREATE TABLE t (a unsigned big int, b DOUBLE PRECISION, c national varying character(70), d NUM(-3 , +4));
