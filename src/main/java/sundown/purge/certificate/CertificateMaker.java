package sundown.purge.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import sundown.operator.Operator;
import sundown.purge.approval.Approvals;
import sundown.purge.approval.KillSwitch;
import sundown.purge.approval.PurgeContext;
import sundown.purge.plan.Plan;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/** Gathers what a certificate says besides what was found. */
@Singleton
final class CertificateMaker {
    private final TimelineStore timelines;
    private final KillSwitch killSwitch;

    CertificateMaker(TimelineStore timelines, KillSwitch killSwitch) {
        this.timelines = timelines;
        this.killSwitch = killSwitch;
    }

    Certificate make(Plan plan, Approvals approvals, PurgeContext now, Operator by, Findings findings) {
        return new Certificate(plan, regions(now.group()), approvals, now, killSwitch.position(), by, findings);
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
