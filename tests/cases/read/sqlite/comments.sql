CREATE TABLE t /* a */ ( -- b
 a /* c, */ VARCHAR /* d */ ( /* e */ 3 ) -- f)
 , b -- '
 CHECK (b /*)*/ > 1));
