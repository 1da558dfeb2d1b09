package org.einhand.intake;

import java.util.List;

/** One page of a list; the first page is 0. */
record Listed<T>(List<T> items, int page, int size, long total) {}
