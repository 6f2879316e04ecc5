package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;

/** The objects that prove what was planned and done: each is put once, and nothing here changes or deletes one. */
public interface AuditFiles {
    /**
     * Puts an object where there is none.
     *
     * @return false when one is there, which stays as it is
     */
    boolean putIfAbsent(ObjectKey key, byte[] bytes);

    /** True when there is such an object. */
    boolean has(ObjectKey key);

    /** The bytes of an object. */
    Optional<byte[]> read(ObjectKey key);

    /**
     * The keys that begin with a prefix, in their order.
     *
     * @param prefix not empty
     */
    Stream<ObjectKey> list(String prefix);

    /**
     * The names that come next after a prefix and have something below them, in their order, each once: of
     * {@code a/b/c} and {@code a/d} after {@code a/}, {@code b}.
     *
     * @param prefix with a slash at its end
     */
    Stream<String> folders(String prefix);
}
