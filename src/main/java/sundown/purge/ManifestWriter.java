package sundown.purge;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;

/** Makes the manifest of the pages of all shards, and the report for people; then the plan has its hash. */
@Singleton
final class ManifestWriter {
    private static final Logger LOG = Logger.getLogger(ManifestWriter.class);

    private final AuditFiles files;
    private final PlanStore plans;

    ManifestWriter(AuditFiles files, PlanStore plans) {
        this.files = files;
        this.plans = plans;
    }

    /** Ends a plan whose shards have all been walked. */
    void write(PurgePlan plan) {
        Manifest manifest = new Manifest(plan);
        files.list(ManifestKeys.pages(plan.group(), plan.id()))
                .forEach(page -> manifest.add(ManifestPage.read(required(page))));
        ObjectKey key = ManifestKeys.manifest(plan.group(), plan.id());
        files.putIfAbsent(key, manifest.write());
        PurgePlan.Planned planned = manifest.planned(ManifestHash.over(required(key)));
        files.putIfAbsent(ManifestKeys.report(plan.group(), plan.id()), PlanReport.write(plan, manifest, planned));
        plans.complete(plan.group(), plan.id(), planned);
        LOG.infof("plan %s of group %s is made: %s", plan.id(), plan.group(), planned.hash());
    }

    private byte[] required(ObjectKey key) {
        return files.read(key).orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }
}
