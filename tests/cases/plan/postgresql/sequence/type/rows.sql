SELECT setval('a', 11), setval('b', 22);
