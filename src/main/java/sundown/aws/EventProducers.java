package sundown.aws;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.eventbridge.EventBridgeBus;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.aws.streams.StreamChangeReader;
import sundown.aws.streams.StreamTables;
import sundown.milestone.Schedules;
import sundown.notify.ChangeReader;
import sundown.notify.EventBus;

/** Gives the functions the ports that EventBridge, its Scheduler and the tables' streams fulfil. */
final class EventProducers {
    /** No extension makes these clients; they have the limits that {@code application.properties} gives SQS. */
    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(10);

    @Produces
    @Singleton
    SchedulerClient scheduler() {
        return SchedulerClient.builder()
                .httpClientBuilder(connections())
                .overrideConfiguration(EventProducers::limit)
                .build();
    }

    void close(@Disposes SchedulerClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Schedules schedules(
            SchedulerClient client,
            @ConfigProperty(name = "SCHEDULE_GROUP") String group,
            @ConfigProperty(name = "ADVANCE_QUEUE_ARN") String queueArn,
            @ConfigProperty(name = "SCHEDULE_ROLE_ARN") String roleArn) {
        return new EventBridgeSchedules(client, group, new EventBridgeSchedules.Recipient(queueArn, roleArn));
    }

    @Produces
    @Singleton
    EventBus events(EventBridgeClient client, @ConfigProperty(name = "EVENT_BUS_NAME") String bus) {
        return new EventBridgeBus(client, bus);
    }

    @Produces
    @Singleton
    ChangeReader changes(
            DynamoDbClient client,
            Clock clock,
            @ConfigProperty(name = "TRANSFERS_TABLE") String transfers,
            @ConfigProperty(name = "ARCHIVES_TABLE") String archives,
            @ConfigProperty(name = "REFUNDS_TABLE") String refunds,
            @ConfigProperty(name = "ACCOUNTS_TABLE") String accounts,
            @ConfigProperty(name = "GROUPS_TABLE") String groups) {
        return new StreamChangeReader(
                new StreamTables(transfers, archives, refunds, accounts, groups),
                () -> new DynamoTimelineStore(client, groups, clock).inForce());
    }

    @Produces
    @Singleton
    EventBridgeClient eventBridge() {
        return EventBridgeClient.builder()
                .httpClientBuilder(connections())
                .overrideConfiguration(EventProducers::limit)
                .build();
    }

    void close(@Disposes EventBridgeClient client) {
        client.close();
    }

    private static UrlConnectionHttpClient.Builder connections() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION);
    }

    private static void limit(ClientOverrideConfiguration.Builder calls) {
        calls.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL);
    }
}
