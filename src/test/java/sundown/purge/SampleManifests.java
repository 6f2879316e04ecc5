package sundown.purge;

import java.util.Map;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;

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
        PlannedGroup functions = WholeManifestTest.world();
        WholeManifestTest.plan(functions);
        return functions.files.all();
    }

    /** The same where the users come first in the gallery: one of the accounts, and one without. */
    public static Map<String, byte[]> userFirst() {
        PlannedGroup functions = new PlannedGroup(GalleryLayout.of("user-first/old/photos/"));
        functions.splitInto(1);
        UserId user = functions.member("u1", "IN", 0);
        functions.put("old/photos/" + user + "/photo", 3);
        functions.put("old/photos/left-long-ago/photo", 4);
        functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/left-long-ago/archive/plan/1.zip"), new byte[5]);
        functions.plan();
        functions.work();
        return functions.files.all();
    }
}
