package sundown.purge;

import sundown.gallery.ObjectKey;

/**
 * A certificate in the chain of all groups' certificates.
 *
 * @param number 1 for the first of all
 * @param key where it is in the audit bucket
 * @param sha256 its own hash, which the next one names
 * @param document all of it, so that the next certification can put it there
 */
public record Link(long number, ObjectKey key, ManifestHash sha256, String document) {}
