/** The demonstration of an import: a made-up photo cloud, its import, and the rehearsal of a sample. */
package sundown.local.adopt;
