package sundown.aws.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One call each of SNS, Lambda, CloudTrail, CloudWatch, and IAM. The answers are theirs: XML of SNS and IAM, JSON of
 * the others.
 */
@Singleton
public final class SignedCalls {
    private final SignedRequests requests;
    private final Services services;

    /** @param endpoint of all services; {@code aws} for those of AWS */
    @Inject
    SignedCalls(@ConfigProperty(name = "AWS_ENDPOINT_URL", defaultValue = "aws") String endpoint) {
        this(new SignedRequests(), Services.here(endpoint));
    }

    SignedCalls(SignedRequests requests, Services services) {
        this.requests = requests;
        this.services = services;
    }

    /** The attributes of a topic of SNS. */
    public String getTopicAttributes(String topic) {
        return requests.get(
                services.regional("sns"),
                "/",
                Map.of("Action", "GetTopicAttributes", "Version", "2010-03-31", "TopicArn", topic));
    }

    /** The limits and the usage of Lambda in the region. */
    public String getAccountSettings() {
        return requests.get(services.regional("lambda"), "/2016-08-19/account-settings/", Map.of());
    }

    /** The status of a trail of CloudTrail. */
    public String getTrailStatus(String trail) {
        return requests.post(
                services.regional("cloudtrail"),
                "1.1",
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus",
                "{\"Name\": \"" + trail + "\"}");
    }

    /** Values of metrics of CloudWatch, as the question, JSON of its own, asks for them. */
    public String getMetricData(String question) {
        return requests.post(
                services.regional("monitoring"), "1.0", "GraniteServiceVersion20100801.GetMetricData", question);
    }

    /** What the policies of a role say to an action on a resource. */
    public String simulatePrincipalPolicy(String role, String action, String resource) {
        return requests.get(
                services.iam(),
                "/",
                Map.of(
                        "Action", "SimulatePrincipalPolicy",
                        "Version", "2010-05-08",
                        "PolicySourceArn", role,
                        "ActionNames.member.1", action,
                        "ResourceArns.member.1", resource));
    }
}
