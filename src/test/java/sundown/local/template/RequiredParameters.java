package sundown.local.template;

import java.util.HashMap;
import java.util.Map;
import sundown.local.template.Template.Resolution;
import sundown.operator.SampleOperators;

/** A value for each parameter of the template that has no default. */
public final class RequiredParameters {
    private RequiredParameters() {}

    /** All of them. */
    public static Map<String, String> all() {
        Map<String, String> parameters = new HashMap<>(Resolution.groupCloses());
        parameters.put("GoogleClientId", "client");
        parameters.put("TokenIssuer", "https://issuer.example");
        parameters.put("TokenAudience", "page");
        parameters.put("AlarmTopicArn", "arn:aws:sns:eu-west-1:000000000000:alarms");
        parameters.putAll(SampleOperators.PARAMETERS);
        return parameters;
    }
}
