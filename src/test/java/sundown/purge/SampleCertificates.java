package sundown.purge;

import java.util.Map;
import sundown.gallery.GalleryLayout;

/** Certificates of two groups; the second names the first. */
public final class SampleCertificates {
    private SampleCertificates() {}

    /** What is in the audit bucket when both are certified. */
    public static Map<String, byte[]> certified() {
        PurgedGroup functions = new PurgedGroup();
        functions.purged(PurgedGroup.ONE);
        functions.purged(PurgedGroup.TWO);
        functions.certify(PurgedGroup.ONE);
        functions.certify(PurgedGroup.TWO);
        return functions.files.all();
    }

    /** The same where users come first in the gallery; an operator has counted what no account names for the second. */
    public static Map<String, byte[]> userFirst() {
        PurgedGroup functions = new PurgedGroup(GalleryLayout.of("user-first/old/photos/"));
        functions.purged(PurgedGroup.ONE);
        functions.purged(PurgedGroup.TWO);
        functions.certify(PurgedGroup.ONE);
        functions.call(PurgedGroup.TWO);
        functions.work();
        functions.answer("""
                {"group": "2", "by": "Mary", "unnamed": 17}""");
        return functions.files.all();
    }
}
