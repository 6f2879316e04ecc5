package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive.Contents;
import sundown.archive.ArchiveSettings;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Usage;

/** What an archive may ask of the storage. */
@FunctionTest
class ArchiveRequestsTest {
    private static final int SMALL = 60;
    private static final int LARGE_BYTES = 40 << 20;
    /** Of 8 MiB each. */
    private static final int SECTIONS = 5;

    @Inject
    Emulators emulators;

    @Inject
    Archives archives;

    @Inject
    Enrolment enrolment;

    /** The items lie in no folder of the user, so each is looked up by itself. */
    @Test
    void readsEachItemOnceAndSendsEachPartOnce() throws Exception {
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(SMALL));
        gallery.add(Photo.large(SMALL + 1, LARGE_BYTES));
        UserId user = archives.requested("counts-requests", gallery);
        Usage before = emulators.usage();

        archives.buildAll(user);

        Map<String, Long> requests = emulators.usage().since(before).s3Requests();
        long bytes = archives.of(user).contents().map(Contents::bytes).orElseThrow();
        assertThat(requests)
                .containsOnly(
                        Map.entry("HeadObject", SMALL + 1L),
                        Map.entry("GetObject", (long) SMALL + SECTIONS),
                        Map.entry("CreateMultipartUpload", 1L),
                        Map.entry("UploadPart", Math.ceilDiv(bytes, (long) ArchiveSettings.PART_BYTES)),
                        Map.entry("CompleteMultipartUpload", 1L));
    }

    @Test
    void plansWithoutLookingAtItemsOneByOne() throws Exception {
        UserId user = enrolment.userWithFolder("counts-plans", TestTimeline.OPEN, Photo.jpegs(SMALL));
        Usage before = emulators.usage();

        archives.plan(user);

        Map<String, Long> requests = emulators.usage().since(before).s3Requests();
        assertThat(requests).containsOnlyKeys("ListObjects");
        assertThat(requests.get("ListObjects")).isLessThanOrEqualTo(2);
    }
}
