/**
 * Requests made from {@code docs/openapi.yaml}, valid and broken in every way that a client can break them, and answers
 * held against it.
 */
package sundown.fuzz;
