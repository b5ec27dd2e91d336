CREATE FUNCTION who() RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN RETURN NULLIF(current_setting('app.person', true), '')::uuid; END $$;
