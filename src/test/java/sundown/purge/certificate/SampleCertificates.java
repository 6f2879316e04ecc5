package sundown.purge.certificate;

import java.util.Map;
import sundown.gallery.UserFirst;

/** Certificates of two groups; the second names the first. */
public final class SampleCertificates {
    private SampleCertificates() {}

    /** What is in the audit bucket when both are certified. */
    public static Map<String, byte[]> certified() {
        Functions functions = new Functions();
        functions.purged(Functions.ONE);
        functions.purged(Functions.TWO);
        functions.certify(Functions.ONE);
        functions.certify(Functions.TWO);
        return functions.files.all();
    }

    /** The same where users come first in the gallery; an operator has counted what no account names for the second. */
    public static Map<String, byte[]> userFirst() {
        Functions functions = new Functions(new UserFirst("old/photos/"));
        functions.purged(Functions.ONE);
        functions.purged(Functions.TWO);
        functions.certify(Functions.ONE);
        functions.call(Functions.TWO);
        functions.work();
        functions.answer("""
                {"group": "2", "by": "Mary", "unnamed": 17}""");
        return functions.files.all();
    }
}
