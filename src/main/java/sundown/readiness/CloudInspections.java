package sundown.readiness;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import sundown.report.ProgressReport;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ReportFiles;

/**
 * The account at AWS: who hears the alarms, what they see, what it may run and write at once, and whether operators are
 * recorded.
 */
@Singleton
record CloudInspections(CloudAccount account, ReportFiles reports, ReadinessSettings settings) implements Inspections {
    @Override
    public List<Inspection> list(Instant now) {
        Supplier<OptionalLong> largest = Inspections.once(this::largest);
        return List.of(
                new Inspection("alarms", "sns:GetTopicAttributes", () -> CloudRules.alarms(account.alarms())),
                new Inspection(
                        "resource-tags",
                        "observabilityadmin:GetTelemetryEnrichmentStatus",
                        () -> CloudRules.resourceTags(account.telemetryTags())),
                new Inspection(
                        "concurrency",
                        "lambda:GetAccountSettings",
                        () -> CloudRules.concurrency(account.concurrency(), settings, largest.get())),
                new Inspection(
                        "api-limits",
                        ProgressReport.PLACE,
                        () -> CloudRules.apiLimits(settings.apiLimits(), largest.get())),
                new Inspection(
                        "tables",
                        "dynamodb:DescribeLimits",
                        () -> CloudRules.tables(account.tableWriteUnits(), settings.warmWriteUnits(), largest.get())),
                new Inspection("buckets", ProgressReport.PLACE, () -> CloudRules.buckets(largest.get())),
                new Inspection("trail", "cloudtrail:GetTrailStatus", () -> CloudRules.trail(account.trail())));
    }

    /** The users of the largest group; nothing before the first report. */
    private OptionalLong largest() {
        return ProgressReport.listLatest(reports).stream()
                .mapToLong(GroupProgress::users)
                .max();
    }
}
