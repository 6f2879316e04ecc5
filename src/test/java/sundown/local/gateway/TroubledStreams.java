package sundown.local.gateway;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams that refuse calls as a test says, each refusal once, and otherwise do their work. */
final class TroubledStreams implements DynamoDbStreamsClient {
    /** The times of the refused reads. */
    final BlockingQueue<Long> refusedReads = new LinkedBlockingQueue<>();

    /** The iterators that were asked for. */
    final BlockingQueue<GetShardIteratorRequest> iterators = new LinkedBlockingQueue<>();

    private final DynamoDbStreamsClient streams;
    private final Queue<RuntimeException> refusalsOfReads = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> refusalsOfIterators = new ConcurrentLinkedQueue<>();
    private final AtomicInteger descriptionsWithoutChildren = new AtomicInteger();

    TroubledStreams(DynamoDbStreamsClient streams) {
        this.streams = streams;
    }

    void refuseRead(RuntimeException refusal) {
        refusalsOfReads.add(refusal);
    }

    void refuseIterator(RuntimeException refusal) {
        refusalsOfIterators.add(refusal);
    }

    /** Lists the children of shards only after as many descriptions. */
    void hideChildren(int descriptions) {
        descriptionsWithoutChildren.set(descriptions);
    }

    boolean hidesChildren() {
        return descriptionsWithoutChildren.get() > 0;
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        DescribeStreamResponse answer = streams.describeStream(request);
        if (descriptionsWithoutChildren.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return answer;
        }
        return answer.toBuilder()
                .streamDescription(description -> description.shards(answer.streamDescription().shards().stream()
                        .filter(shard -> shard.parentShardId() == null)
                        .toList()))
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        iterators.add(request);
        refuse(refusalsOfIterators.poll());
        return streams.getShardIterator(request);
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        RuntimeException refusal = refusalsOfReads.poll();
        if (refusal != null) {
            refusedReads.add(System.nanoTime());
        }
        refuse(refusal);
        return streams.getRecords(request);
    }

    private static void refuse(RuntimeException refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public String serviceName() {
        return streams.serviceName();
    }

    /** The streams belong to others. */
    @Override
    public void close() {
        refusalsOfReads.clear();
        refusalsOfIterators.clear();
    }
}
