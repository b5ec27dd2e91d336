CREATE TABLE asset (id uuid PRIMARY KEY, name text NOT NULL, CONSTRAINT asset_key PRIMARY KEY (id));
