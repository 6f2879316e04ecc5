package sundown.aws.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import sundown.aws.account.SignedRequests.Answer;
import sundown.aws.account.SignedRequests.Service;

/**
 * One call each of SNS, Lambda, CloudTrail, CloudWatch and its administration, IAM, and SES. The answers are theirs:
 * XML of SNS and IAM, JSON of the others.
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

    /**
     * The status of CloudWatch's setting "resource tags for telemetry".
     *
     * @return nothing in an account in which nobody has turned it on yet
     */
    public Optional<String> getTelemetryEnrichmentStatus() {
        Service service = services.regional("observabilityadmin");
        Answer answer = requests.postTo(service, "/GetTelemetryEnrichmentStatus", "{}");
        return answer.status() == 404 ? Optional.empty() : Optional.of(SignedRequests.success(service, answer));
    }

    /** Values of metrics of CloudWatch, as the question, JSON of its own, asks for them. */
    public String getMetricData(String question) {
        return requests.post(
                services.regional("monitoring"), "1.0", "GraniteServiceVersion20100801.GetMetricData", question);
    }

    /**
     * Sends an e-mail by version 2 of SES's API.
     *
     * @param email in the form of its operation SendEmail
     * @param taken reads the answer where SES takes it
     * @param refused makes something of SES's name for a refusal and its HTTP status
     */
    public <T> T sendEmail(String email, Function<String, T> taken, BiFunction<String, Integer, T> refused) {
        Answer answer = requests.postTo(services.named("email", "ses"), "/v2/email/outbound-emails", email);
        return answer.status() == 200 ? taken.apply(answer.body()) : refused.apply(answer.error(), answer.status());
    }

    /** Asks whether the policies of a role allow an action on a resource. */
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

    /**
     * Where services are, in the commercial partition of AWS, in China, and in GovCloud.
     *
     * @param endpoint of all of them, where AWS is played
     */
    record Services(Optional<URI> endpoint, Supplier<String> region) {
        /**
         * The services of the region in which this function runs.
         *
         * @param endpoint of all of them; {@code aws} for those of AWS
         */
        static Services here(String endpoint) {
            return new Services(
                    Optional.of(endpoint).filter(url -> !url.equals("aws")).map(URI::create),
                    () -> DefaultAwsRegionProviderChain.builder()
                            .build()
                            .getRegion()
                            .id());
        }

        Service regional(String name) {
            return named(name, name);
        }

        /**
         * A regional service with one name in its host and another in its signature.
         *
         * @param name in the signature
         */
        Service named(String host, String name) {
            String here = region.get();
            String domain = here.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
            return service(name, here, host + "." + here + "." + domain);
        }

        /** IAM has one address for each partition. */
        Service iam() {
            String here = region.get();
            if (here.startsWith("cn-")) {
                return service("iam", "cn-north-1", "iam.cn-north-1.amazonaws.com.cn");
            }
            return here.startsWith("us-gov-")
                    ? service("iam", "us-gov-west-1", "iam.us-gov.amazonaws.com")
                    : service("iam", "us-east-1", "iam.amazonaws.com");
        }

        private Service service(String name, String signed, String host) {
            return new Service(name, signed, endpoint.orElseGet(() -> URI.create("https://" + host)));
        }
    }
}
