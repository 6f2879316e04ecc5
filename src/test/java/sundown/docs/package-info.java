/** Documents are true: their links lead somewhere, and they describe what template and code have, each once. */
package sundown.docs;
