package sundown.aws.eventbridge;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.notify.Event;
import sundown.notify.EventBus;
import sundown.notify.EventDocument;

/**
 * A bus of EventBridge. A response with status 200 may refuse some of the entries: only these are sent again, at once
 * and a few times.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
@Singleton
public record EventBridgeBus(
        EventBridgeClient client,
        @ConfigProperty(name = "EVENT_BUS_NAME") String bus) implements EventBus {
    /** Rules of receivers match this source. */
    static final String SOURCE = "sundown";

    /** EventBridge takes at most ten entries and 256 KB in one call. Ten of these events have about 10 KB. */
    private static final int ENTRIES_PER_CALL = 10;

    private static final int TRIES = 3;

    /** The documented error codes of an entry that a retry may pass. */
    private static final Set<String> MAY_PASS = Set.of("InternalFailure", "InternalException", "ThrottlingException");

    @Override
    public void publish(List<Event> events) {
        List<PutEventsResultEntry> refused = new ArrayList<>();
        events.stream()
                .map(this::entry)
                .gather(Gatherers.windowFixed(ENTRIES_PER_CALL))
                .forEach(entries -> refused.addAll(put(entries, TRIES)));
        refuse(refused);
    }

    private PutEventsRequestEntry entry(Event event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(EventDocument.name(event))
                .detail(EventDocument.write(event))
                .time(event.at())
                .build();
    }

    /** Sends entries, and returns the results of those that were refused in the end. */
    private List<PutEventsResultEntry> put(List<PutEventsRequestEntry> entries, int tries) {
        PutEventsResponse response = AwsFailures.sorting(() -> client.putEvents(request -> request.entries(entries)));
        List<PutEventsResultEntry> results = response.entries();
        List<PutEventsResultEntry> refused = new ArrayList<>(results.stream()
                .filter(result -> refused(result) && (tries == 1 || !mayPass(result)))
                .toList());
        List<PutEventsRequestEntry> again = IntStream.range(0, entries.size())
                .filter(index -> tries > 1 && mayPass(results.get(index)))
                .mapToObj(entries::get)
                .toList();
        if (!again.isEmpty()) {
            refused.addAll(put(again, tries - 1));
        }
        return refused;
    }

    private static boolean refused(PutEventsResultEntry result) {
        return result.errorCode() != null;
    }

    private static boolean mayPass(PutEventsResultEntry result) {
        return refused(result) && MAY_PASS.contains(result.errorCode());
    }

    /** The failure names only the code: a message may quote the entry. */
    private static void refuse(List<PutEventsResultEntry> refused) {
        refused.stream().filter(result -> !mayPass(result)).findFirst().ifPresent(result -> {
            throw new PermanentFailure("EventBridge refused an event: " + result.errorCode());
        });
        refused.stream().findFirst().ifPresent(result -> {
            throw new RetryableFailure("EventBridge did not take an event: " + result.errorCode());
        });
    }
}
