CREATE TABLE asset (id uuid, name text NOT NULL, CONSTRAINT asset_key PRIMARY KEY (id));
