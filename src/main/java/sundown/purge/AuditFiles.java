package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;

/**
 * The files in the audit bucket, which prove what was planned and done. Each is put once. This port changes and deletes
 * none.
 */
public interface AuditFiles {
    /**
     * Puts a file unless the key has one.
     *
     * @return false if the key has a file, which stays as it is
     */
    boolean putIfAbsent(ObjectKey key, byte[] bytes);

    /** True if there is a file under the key. */
    boolean has(ObjectKey key);

    /** Reads the bytes of a file. */
    Optional<byte[]> read(ObjectKey key);

    /**
     * Lists the keys that begin with a prefix, in order.
     *
     * @param prefix not empty
     */
    Stream<ObjectKey> list(String prefix);

    /**
     * Lists the folders right below a prefix, in order, each once: for {@code a/b/c} and {@code a/d/e} below
     * {@code a/}, {@code b} and {@code d}.
     *
     * @param prefix with a slash at its end
     */
    Stream<String> folders(String prefix);
}
