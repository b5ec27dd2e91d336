CREATE VIEW activity AS SELECT tablename, n_live_tup FROM pg_stat_user_tables;
