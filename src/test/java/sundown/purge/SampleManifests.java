package sundown.purge;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sundown.gallery.ObjectKey;

/** The files of a planned purge, with somebody of every standing. */
public final class SampleManifests {
    private SampleManifests() {}

    /** What is in the audit bucket when the plan is made. */
    public static Map<String, byte[]> planned() {
        Functions functions = WholeManifestTest.world();
        WholeManifestTest.plan(functions);
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
