package sundown.purge.certificate;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sundown.gallery.ObjectKey;

/** Certificates of two groups, the second of which names the first. */
public final class SampleCertificates {
    private SampleCertificates() {}

    /** What is in the audit bucket when both are certified. */
    public static Map<String, byte[]> certified() {
        Functions functions = new Functions();
        functions.purged(Functions.ONE);
        functions.purged(Functions.TWO);
        functions.certify(Functions.ONE);
        functions.certify(Functions.TWO);
        return functions
                .files
                .list("")
                .collect(Collectors.toMap(
                        ObjectKey::value,
                        key -> functions.files.read(key).orElseThrow(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
