CREATE EXTENSION "uuid-ossp";
CREATE TABLE parcel (id uuid PRIMARY KEY DEFAULT uuid_generate_v4());
