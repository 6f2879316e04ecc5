package sundown.aws.account;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import sundown.aws.account.SignedRequests.Service;

/**
 * Where services are, in the commercial partition of AWS, in China, and in GovCloud.
 *
 * @param endpoint of all of them, where AWS is played
 */
record Services(Optional<URI> endpoint, Supplier<String> region) {
    /**
     * Those of the region in which this function runs.
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
