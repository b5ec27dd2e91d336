CREATE FUNCTION who() RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN RETURN COALESCE(current_setting('app.person', true)::uuid, NULL); END $$;
