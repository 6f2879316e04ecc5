package sundown.simulation.cloud;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.archive.ArchiveMessage;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.refund.RefundMessage;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Surroundings;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;

/** The workers of all standard queues; each delivers a message of its own, if there is one, and says how many. */
public final class QueueWorkers {
    private final StandardQueueWorkers counts;
    private final StandardQueueWorkers archives;
    private final StandardQueueWorkers refunds;
    private final StandardQueueWorkers memberships;
    private final StandardQueueWorkers dates;
    private final List<StandardQueueWorkers> end;

    QueueWorkers(Cloud cloud, Surroundings around, Invocations invocations) {
        Crew crew = new Crew(around, invocations);
        this.counts = crew.ofUsers(
                cloud.transfers.countQueue,
                FunctionName.COUNT_GALLERY,
                body -> InventoryMessage.read(body).user(),
                event -> cloud.transfers.functions.count().handle(event));
        this.archives = crew.ofUsers(
                cloud.archives.queue,
                FunctionName.BUILD_ARCHIVE,
                body -> ArchiveMessage.read(body).user(),
                event -> cloud.archives.functions.build().handle(event));
        this.refunds = crew.ofUsers(
                cloud.refunds.queue,
                FunctionName.ISSUE_REFUND,
                body -> RefundMessage.read(body).user(),
                cloud.refunds::issue);
        this.memberships = crew.ofGroups(
                cloud.memberships.queue,
                FunctionName.CANCEL_MEMBERSHIPS,
                event -> cloud.memberships.functions.cancel().handle(event));
        this.dates = crew.ofGroups(
                cloud.advances.queue,
                FunctionName.ADVANCE_GROUP,
                event -> cloud.advances.functions.advance().handle(event));
        this.end = List.of(
                crew.ofGroups(
                        cloud.closing.queue,
                        FunctionName.CLOSE_GROUP,
                        event -> cloud.closing.functions.close().handle(event)),
                crew.ofGroups(
                        cloud.purges.planQueue,
                        FunctionName.LIST_CHUNK,
                        event -> cloud.purges.planFunctions.list().handle(event)),
                crew.ofGroups(
                        cloud.purges.purgeQueue,
                        FunctionName.PURGE_ACCOUNT,
                        event -> cloud.purges.deletionFunctions.account().handle(event)));
    }

    private record Crew(Surroundings around, Invocations invocations) {
        StandardQueueWorkers ofUsers(
                InMemoryQueue<?> queue,
                FunctionName name,
                Function<String, UserId> user,
                Function<QueueEvent, QueueEvent.Answer> function) {
            return new StandardQueueWorkers(
                    queue,
                    new StandardQueueWorkers.Work(name, user.andThen(Optional::of), function),
                    around,
                    invocations);
        }

        StandardQueueWorkers ofGroups(
                InMemoryQueue<?> queue, FunctionName name, Function<QueueEvent, QueueEvent.Answer> function) {
            return new StandardQueueWorkers(
                    queue,
                    new StandardQueueWorkers.Work(name, body -> Optional.empty(), function),
                    around,
                    invocations);
        }
    }

    /** Of those who count galleries. */
    public int counts() {
        return counts.deliver();
    }

    public int archives() {
        return archives.deliver();
    }

    public int refunds() {
        return refunds.deliver();
    }

    public int memberships() {
        return memberships.deliver();
    }

    /** Of the dates that have come. */
    public int dates() {
        return dates.deliver();
    }

    /** Of those who close the group, plan its deletion, and delete. */
    public int end() {
        return end.stream().mapToInt(StandardQueueWorkers::deliver).sum();
    }
}
