package sundown.gallery;

import java.util.stream.Stream;

/** The objects that hold the gallery's bytes, by version: what an archive is planned from and read from. */
public interface GalleryObjects {
    /**
     * Lists the objects whose keys begin with a prefix, in the order of their keys; more are asked for as the stream is
     * read, a thousand at a time.
     *
     * @param prefix not empty, for nobody wants the whole bucket
     */
    Stream<StoredObject> list(String prefix);

    /** Opens a version as a whole. */
    Section open(ObjectVersion object);

    /**
     * Opens a section of a version.
     *
     * @param length more than 0; the section ends earlier where the object does
     */
    Section open(ObjectVersion object, long offset, long length);
}
