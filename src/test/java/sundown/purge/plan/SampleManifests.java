package sundown.purge.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.purge.deletion.ClosedGroup;

/** The files of a planned purge, with somebody of every standing. */
public final class SampleManifests {
    private SampleManifests() {}

    /** What proves that the manifest of a planned purge lists a user. */
    public static Inclusion inclusion() {
        ClosedGroup group = new ClosedGroup();
        IntStream.range(0, 5).forEach(number -> group.user("u" + number));
        group.approve();
        return Manifests.listed(group.files, group.purge(), new UserId("u1"));
    }

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
