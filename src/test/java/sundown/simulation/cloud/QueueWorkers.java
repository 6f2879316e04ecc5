package sundown.simulation.cloud;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Surroundings;

/** The workers of all standard queues. */
public final class QueueWorkers {
    private final Map<FunctionName, Workers> workers = new EnumMap<>(FunctionName.class);
    private final Surroundings around;
    private final Invocations invocations;

    QueueWorkers(Cloud cloud, Surroundings around, Invocations invocations) {
        this.around = around;
        this.invocations = invocations;
        put(FunctionName.COUNT_GALLERY, cloud.transfers.countQueue, cloud.transfers.functions.count()::handle);
        put(FunctionName.BUILD_ARCHIVE, cloud.archives.queue, cloud.archives.functions.build()::handle);
        put(FunctionName.ISSUE_REFUND, cloud.refunds.queue, cloud.refunds::issue);
        put(FunctionName.CANCEL_MEMBERSHIPS, cloud.memberships.queue, cloud.memberships.functions.cancel()::handle);
        put(FunctionName.SEND_MAIL, cloud.mails.queue, cloud.mails::handle);
        put(FunctionName.ADVANCE_GROUP, cloud.advances.queue, cloud.advances.functions.advance()::handle);
        put(FunctionName.CLOSE_GROUP, cloud.closing.queue, cloud.closing.functions.close()::handle);
        put(FunctionName.LIST_CHUNK, cloud.purges.planQueue, cloud.purges.planFunctions.list()::handle);
        put(FunctionName.PURGE_ACCOUNT, cloud.purges.purgeQueue, cloud.purges.deletionFunctions.account()::handle);
    }

    private void put(FunctionName name, InMemoryQueue<?> queue, Function<QueueEvent, QueueEvent.Answer> function) {
        workers.put(name, new Workers(name, queue, function, around, invocations));
    }

    /** Delivers a message to each of these functions that has a queue, if there is one, and says how many. */
    public int deliver(FunctionName... functions) {
        return Stream.of(functions)
                .filter(workers::containsKey)
                .mapToInt(function -> workers.get(function).deliver())
                .sum();
    }

    /** Delivers to the functions that close the group, plan its deletion, and delete. */
    public int end() {
        return deliver(FunctionName.CLOSE_GROUP, FunctionName.LIST_CHUNK, FunctionName.PURGE_ACCOUNT);
    }
}
