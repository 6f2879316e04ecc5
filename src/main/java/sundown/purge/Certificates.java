package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import sundown.edge.Problem;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.operator.Operator;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.Certificate.Claim;
import sundown.purge.CertificateChain.Link;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/**
 * Makes certificates, and appends them to the chain. It appends a certificate with all of its text, and then puts it
 * into the audit bucket. Before it appends another one, it puts the last one into the bucket once more. So a crash in
 * between leaves no gap, and no two certificates name the same predecessor.
 */
@Singleton
record Certificates(
        TimelineStore timelines,
        KillSwitch killSwitch,
        GalleryLayout layout,
        CertificateChain chain,
        AuditFiles files) {
    /**
     * The claim of a certificate.
     *
     * @param unnamed the number of objects that no account names, if people counted them
     */
    Claim claim(Optional<Long> unnamed) {
        if (!layout.keepsGroupsApart()) {
            return new Claim.AccountsAlone(unnamed);
        }
        if (unnamed.isPresent()) {
            throw Problem.wrongPart(
                    "unnamed", "has no place: the gallery keeps groups apart, and nothing of one is left");
        }
        return new Claim.NothingElse();
    }

    /** A certificate of findings in which nothing differs. */
    Certificate make(Plan plan, Approvals approvals, PurgeContext now, Operator by, Findings findings, Claim claim) {
        return new Certificate(plan, regions(now.group()), approvals, now, killSwitch.position(), by, findings, claim);
    }

    private JsonNode regions(GroupId group) {
        JsonNode groups = TimelineDocument.write(timelines.inForce()).path("groups");
        return groups.valueStream()
                .filter(candidate -> candidate.path("id").asText().equals(group.value()))
                .findFirst()
                .orElseThrow()
                .path("regions");
    }

    /** The text of the certificate under a key, if it is there. */
    Optional<String> find(ObjectKey key) {
        return files.read(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Issues a certificate, unless its plan has one before, and returns the text of the plan's certificate. */
    String issue(ObjectKey key, Certificate certificate) {
        Optional<String> issued = attempt(key, certificate);
        while (issued.isEmpty()) {
            issued = attempt(key, certificate);
        }
        return issued.get();
    }

    /** Looks for the plan's own certificate only after it has put the chain's last one, which may be it. */
    private Optional<String> attempt(ObjectKey key, Certificate certificate) {
        Optional<Link> last = chain.last();
        last.ifPresent(this::put);
        return find(key).or(() -> append(certificate.after(last, key)));
    }

    private Optional<String> append(Link next) {
        if (!chain.append(next)) {
            return Optional.empty();
        }
        put(next);
        return Optional.of(next.document());
    }

    private void put(Link link) {
        byte[] document = link.document().getBytes(StandardCharsets.UTF_8);
        if (!files.putIfAbsent(link.key(), document)
                && files.read(link.key())
                        .filter(there -> Arrays.equals(there, document))
                        .isEmpty()) {
            throw new PermanentFailure("a certificate is not the one of the chain: " + link.key());
        }
    }
}
