package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The objects that hold the gallery's bytes, by version. Archives are planned and read from them. */
public interface GalleryObjects {
    /**
     * Lists the objects under a prefix, in the order of their keys, from a key on. Some that come before it may be
     * listed, too. Reading the stream asks for a thousand at a time.
     *
     * @param prefix not empty, because no caller needs the whole bucket
     * @param first begins with the prefix
     */
    Stream<StoredObject> list(String prefix, String first);

    /** Finds the object of a key, with a request for it alone. */
    Optional<StoredObject> find(ObjectKey key);

    /** Opens a whole version. */
    Section open(ObjectVersion object);

    /**
     * Opens a section of a version.
     *
     * @param length more than 0; the section ends early when the object does
     */
    Section open(ObjectVersion object, long offset, long length);

    /** The answer to opening a section of an object. */
    sealed interface Section {
        /**
         * Its bytes. Reading the stream reads from the network; the reader closes it.
         *
         * @param bytes how many there are
         */
        record Found(InputStream stream, long bytes) implements Section, AutoCloseable {
            @Override
            public void close() throws IOException {
                stream.close();
            }
        }

        /** The object has other bytes now. */
        record Changed() implements Section {}

        /** There is no such object, or it has no bytes in this section. */
        record Gone() implements Section {}
    }

    /**
     * Identifies a version of an object's bytes: the entity tag of RFC 9110, section 8.8.3, with its quotes, as S3
     * returns it.
     *
     * @param value a strong tag
     */
    @RegisterForReflection
    record ETag(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("\"[\\x21\\x23-\\x7E]{1,128}\"");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ETag {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not a strong entity tag");
            }
        }
    }

    /** One version of an object's bytes. */
    record ObjectVersion(ObjectKey key, ETag etag) {}

    /**
     * An object in a listing.
     *
     * @param bytes its actual length, which may differ from the recorded one
     * @param modified when it was stored
     */
    record StoredObject(ObjectVersion version, long bytes, Instant modified) {
        public StoredObject {
            if (bytes < 0) {
                throw new IllegalArgumentException("an object cannot have fewer than 0 bytes");
            }
        }
    }
}
