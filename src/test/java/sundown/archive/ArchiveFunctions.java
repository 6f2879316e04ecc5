package sundown.archive;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.edge.HttpEdge;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryObjects;
import sundown.refund.RefundMessage;
import sundown.secret.SecretSealer;
import sundown.timeline.Exports;
import sundown.timeline.TimelineStore;

/** All functions of an archive, put together by hand over any ports: what the container does in a deployed function. */
public record ArchiveFunctions(
        RequestArchiveFunction request,
        GetArchiveFunction get,
        ConfirmDownloadFunction confirm,
        DeleteArchiveFunction delete,
        BuildArchiveFunction build,
        ArchiveTask round) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            GalleryIndex gallery,
            GalleryObjects objects,
            SecretSealer sealer,
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            ArchiveFiles files,
            VolumeStorage storage,
            MessageQueue<RefundMessage> refunds) {}

    /**
     * Puts them together.
     *
     * @param random makes ids, passwords and salts
     * @param reading runs what is read and sent in the background
     */
    public static ArchiveFunctions over(
            Ports ports, ArchiveSettings settings, Clock clock, RandomGenerator random, ExecutorService reading) {
        return new Assembly(ports, settings, clock, random, reading).functions();
    }

    private static final class Assembly {
        private final Ports ports;
        private final ArchiveSettings settings;
        private final Clock clock;
        private final RandomGenerator random;
        private final ExecutorService reading;
        private final HttpEdge http = new HttpEdge();
        private final Exports exports;
        private final PlanFiles plans;
        private final BuildMonitor monitor;
        private final CurrentArchives current;
        private final ArchivePlanner planner;

        private Assembly(
                Ports ports, ArchiveSettings settings, Clock clock, RandomGenerator random, ExecutorService reading) {
            this.ports = ports;
            this.settings = settings;
            this.clock = clock;
            this.random = random;
            this.reading = reading;
            this.exports = new Exports(ports.accounts(), ports.timelines(), clock);
            this.plans = new PlanFiles(ports.files());
            this.monitor = new BuildMonitor(ports.archives(), ports.queue(), plans, exports, clock);
            this.current = new CurrentArchives(exports, ports.archives(), ports.storage(), ports.sealer(), clock);
            this.planner = new ArchivePlanner(
                    ports.gallery(),
                    ports.objects(),
                    plans,
                    ports.archives(),
                    monitor,
                    settings,
                    exports,
                    random,
                    clock);
        }

        private ArchiveFunctions functions() {
            return new ArchiveFunctions(
                    request(),
                    new GetArchiveFunction(http, current),
                    new ConfirmDownloadFunction(http, current, ports.refunds(), clock),
                    new DeleteArchiveFunction(http, current, clock),
                    build(),
                    new ArchiveTask(ports.archives(), ports.queue(), ports.files(), monitor, exports, clock));
        }

        private RequestArchiveFunction request() {
            return new RequestArchiveFunction(
                    http,
                    exports,
                    ports.gallery(),
                    ports.sealer(),
                    ports.archives(),
                    ports.queue(),
                    planner,
                    current,
                    random,
                    clock);
        }

        private BuildArchiveFunction build() {
            VolumeBuilder builder = new VolumeBuilder(
                    ports.objects(), plans, ports.storage(), ports.sealer(), planner, settings, clock, reading);
            return new BuildArchiveFunction(
                    new QueueEdge(), ports.archives(), ports.queue(), planner, builder, monitor, exports, clock);
        }
    }
}
