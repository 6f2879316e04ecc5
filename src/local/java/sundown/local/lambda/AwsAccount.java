package sundown.local.lambda;

/**
 * The account and region in which one machine's cloud pretends to be.
 *
 * @param id twelve digits
 */
public record AwsAccount(String region, String id) {

    /** The Amazon Resource Name of a resource of this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, id, resource);
    }
}
