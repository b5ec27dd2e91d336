CREATE TABLE [t t] (`a``b` TEXT, "c""d" TEXT, [e f] TEXT, 'g''h' TEXT, CHECK ([e f] > `a``b`));
