package sundown.local.template;

import java.net.URI;
import java.util.Map;

/**
 * The values that a deployment adds to the template.
 *
 * @param queues the base of queue URLs, account ID included; a queue's URL is the base, a slash and the queue's name
 * @param parameters values of parameters, which override the template's defaults
 */
public record Resolution(
        String stackName, String accountId, String region, URI queues, Map<String, String> parameters) {

    public Resolution {
        parameters = Map.copyOf(parameters);
    }
}
