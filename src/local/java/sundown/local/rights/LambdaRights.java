package sundown.local.rights;

import sundown.local.template.Deployment.Function;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Deployment.Trigger;

/** What a function's role allows for Lambda itself, which writes the log and reads the event sources as that role. */
final class LambdaRights {
    private static final String LOGS = "logs:";

    private LambdaRights() {}

    static boolean include(Grant grant, Function function) {
        return grant.action().startsWith(LOGS)
                || function.triggers().stream().anyMatch(trigger -> include(grant, trigger));
    }

    private static boolean include(Grant grant, Trigger trigger) {
        return switch (trigger) {
            case QueueSource source ->
                QueueSource.ACTIONS.contains(grant.action()) && grant.resource().endsWith(":" + source.queue());
            case StreamSource source ->
                (StreamSource.ACTIONS.contains(grant.action())
                                && grant.resource().contains("/" + source.table() + "/stream/"))
                        || (StreamSource.ACTIONS_ON_DEAD_LETTERS.contains(grant.action())
                                && grant.resource().endsWith(":" + source.deadLetterQueue()));
            case Route ignored -> false;
            case Schedule ignored -> false;
        };
    }
}
