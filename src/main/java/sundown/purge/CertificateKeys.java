package sundown.purge;

import java.time.Instant;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** The keys of certificates and of differences in the audit bucket. */
public final class CertificateKeys {
    private CertificateKeys() {}

    /** The certificate itself: one line of JSON. */
    public static ObjectKey certificate(GroupId group, PlanId plan) {
        return new ObjectKey("certificates/" + group + "/" + plan + ".json");
    }

    /**
     * The keys of the differences that a verification found begin with this.
     *
     * @param run names the verification
     */
    static String differences(GroupId group, PlanId plan, Instant run) {
        return "differences/" + group + "/" + plan + "/" + run + "/";
    }

    /** A page of differences, under the hash of its bytes. */
    static ObjectKey differences(GroupId group, PlanId plan, Instant run, byte[] page) {
        return new ObjectKey(differences(group, plan, run) + Sha256.over(page).hex() + ".json");
    }
}
