CREATE TABLE parcel (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
