package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.edge.RequestBody;
import sundown.gallery.GalleryLayout;
import sundown.operator.Operator;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/** Gathers what a certificate says besides what was found. */
@Singleton
final class CertificateMaker {
    /** JavaScript reads no larger number exactly. */
    private static final long MOST_UNNAMED = (1L << 53) - 1;

    private final TimelineStore timelines;
    private final KillSwitch killSwitch;
    private final GalleryLayout layout;

    CertificateMaker(TimelineStore timelines, KillSwitch killSwitch, GalleryLayout layout) {
        this.timelines = timelines;
        this.killSwitch = killSwitch;
        this.layout = layout;
    }

    Certificate make(Plan plan, Approvals approvals, PurgeContext now, Operator by, Findings findings, Claim claim) {
        return new Certificate(plan, regions(now.group()), approvals, now, killSwitch.position(), by, findings, claim);
    }

    /** What can be claimed after a call, which may count objects that no account names in {@code unnamed}. */
    Claim claim(RequestBody call) {
        Optional<Long> unnamed = call.optionalLargeNumber("unnamed", 0, MOST_UNNAMED);
        if (!layout.keepsGroupsApart()) {
            return new Claim.AccountsAlone(unnamed);
        }
        if (unnamed.isPresent()) {
            throw call.invalid("unnamed", "has no place: the gallery keeps groups apart, and nothing of one is left");
        }
        return new Claim.NothingElse();
    }

    private JsonNode regions(GroupId group) {
        JsonNode groups = TimelineDocument.write(timelines.inForce()).path("groups");
        return groups.valueStream()
                .filter(candidate -> candidate.path("id").asText().equals(group.value()))
                .findFirst()
                .orElseThrow()
                .path("regions");
    }
}
