SELECT setval('a', 11), setval('b', 22), setval('c', 33);
