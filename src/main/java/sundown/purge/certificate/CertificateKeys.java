package sundown.purge.certificate;

import java.time.Instant;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.PlanId;
import sundown.timeline.GroupId;

/** Where certificates and what stood against them are in the audit bucket. */
public final class CertificateKeys {
    private CertificateKeys() {}

    /** The certificate itself: one line of JSON. */
    public static ObjectKey certificate(GroupId group, PlanId plan) {
        return new ObjectKey("certificates/" + group + "/" + plan + ".json");
    }

    /**
     * All that stood against a certificate in a verification begins with this.
     *
     * @param run names the verification
     */
    static String differences(GroupId group, PlanId plan, Instant run) {
        return "differences/" + group + "/" + plan + "/" + run + "/";
    }

    /** A page of it, under the hash of its bytes. */
    static ObjectKey differences(GroupId group, PlanId plan, Instant run, byte[] page) {
        return new ObjectKey(differences(group, plan, run) + Sha256.over(page).hex() + ".json");
    }
}
