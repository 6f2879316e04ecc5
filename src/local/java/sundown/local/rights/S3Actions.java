package sundown.local.rights;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.emulators.S3Operation;
import sundown.local.http.Request;
import sundown.local.rights.RequestedActions.RequestedAction;
import sundown.local.rights.RequestedActions.UnknownRequest;

/**
 * The actions of requests to S3 with the bucket in their path (source: Service Authorization Reference, and Amazon S3
 * user guide, "Required permissions for Amazon S3 API operations").
 */
final class S3Actions {
    /** What names an operation, or narrows it down without changing its rights. */
    private static final Set<String> PARAMETERS = Set.of(
            "uploads",
            "uploadid",
            "versions",
            "policy",
            "versionid",
            "delete",
            "x-id",
            "list-type",
            "prefix",
            "delimiter",
            "continuation-token",
            "start-after",
            "max-keys",
            "marker",
            "key-marker",
            "version-id-marker",
            "upload-id-marker",
            "max-uploads",
            "max-parts",
            "part-number-marker",
            "partnumber",
            "encoding-type",
            "fetch-owner");

    private static final String SIGNATURE = "x-amz-";
    private static final String RESPONSE = "response-";

    /** The rights that the headers of a request need besides. */
    private static final Map<String, String> OF_HEADERS = Map.ofEntries(
            entry("x-amz-tagging", "s3:PutObjectTagging"),
            entry("x-amz-acl", "s3:PutObjectAcl"),
            entry("x-amz-object-lock-mode", "s3:PutObjectRetention"),
            entry("x-amz-object-lock-retain-until-date", "s3:PutObjectRetention"),
            entry("x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold"),
            entry("x-amz-bypass-governance-retention", "s3:BypassGovernanceRetention"));

    private static final Set<String> UNKNOWN_HEADERS = Set.of("x-amz-server-side-encryption-aws-kms-key-id");
    private static final String COPY_SOURCE = "x-amz-copy-source";

    private S3Actions() {}

    static List<RequestedAction> of(SeenRequest request) {
        URI target = URI.create(request.target());
        Map<String, String> query = Request.query(target);
        requireKnown(request, S3Operation.parameters(target));
        String operation =
                S3Operation.of(request.method(), target, request.headers().containsKey(COPY_SOURCE));
        String resource = decoded(target.getRawPath().substring(1));
        return Stream.of(actions(operation, resource, query, request), besides(request, resource), source(request))
                .flatMap(actions -> actions)
                .distinct()
                .toList();
    }

    private static void requireKnown(SeenRequest request, Set<String> parameters) {
        Stream.concat(
                        parameters.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .filter(name -> !PARAMETERS.contains(name))
                                .filter(name -> !name.startsWith(SIGNATURE) && !name.startsWith(RESPONSE)),
                        request.headers().keySet().stream().filter(UNKNOWN_HEADERS::contains))
                .findFirst()
                .ifPresent(name -> {
                    throw new UnknownRequest("s3 " + request.method() + " with " + name);
                });
    }

    private static Stream<RequestedAction> actions(
            String operation, String resource, Map<String, String> query, SeenRequest request) {
        return switch (operation) {
            case "HeadBucket", "ListObjects" -> Stream.of(listing("s3:ListBucket", resource, query));
            case "ListObjectVersions" -> Stream.of(listing("s3:ListBucketVersions", resource, query));
            case "ListMultipartUploads" -> Stream.of(listing("s3:ListBucketMultipartUploads", resource, query));
            case "GetBucketPolicy" -> Stream.of(RequestedAction.of("s3:GetBucketPolicy", arn(bucket(resource))));
            case "ListParts" -> one("s3:ListMultipartUploadParts", resource);
            case "GetObject", "HeadObject" -> one("s3:GetObject" + suffix(query), resource);
            case "PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
                one("s3:PutObject", resource);
            case "AbortMultipartUpload" -> one("s3:AbortMultipartUpload", resource);
            case "DeleteObject" -> one("s3:DeleteObject" + suffix(query), resource);
            case "DeleteObjects" -> deletions(bucket(resource), request.body());
            default -> throw new UnknownRequest("s3 " + operation);
        };
    }

    private static Stream<RequestedAction> one(String action, String resource) {
        return Stream.of(RequestedAction.of(action, arn(resource)));
    }

    private static String suffix(Map<String, String> query) {
        return query.containsKey("versionId") ? "Version" : "";
    }

    private static RequestedAction listing(String action, String resource, Map<String, String> query) {
        Map<String, List<String>> keys = new HashMap<>();
        List.of("prefix", "delimiter").forEach(name -> {
            if (query.containsKey(name)) {
                keys.put("s3:" + name, List.of(query.get(name)));
            }
        });
        return new RequestedAction(action, arn(bucket(resource)), keys);
    }

    private static Stream<RequestedAction> deletions(String bucket, String body) {
        List<RequestedAction> deletions = new ArrayList<>();
        NodeList objects = parsed(body).getElementsByTagNameNS("*", "Object");
        for (int index = 0; index < objects.getLength(); index++) {
            Element object = (Element) objects.item(index);
            boolean ofVersion = object.getElementsByTagNameNS("*", "VersionId").getLength() > 0;
            deletions.add(RequestedAction.of(
                    ofVersion ? "s3:DeleteObjectVersion" : "s3:DeleteObject", arn(bucket + "/" + key(object))));
        }
        if (deletions.isEmpty()) {
            throw new UnknownRequest("s3 DeleteObjects without an object");
        }
        return deletions.stream();
    }

    private static String key(Element object) {
        NodeList keys = object.getElementsByTagNameNS("*", "Key");
        if (keys.getLength() != 1) {
            throw new UnknownRequest("s3 DeleteObjects with an object without a key");
        }
        return keys.item(0).getTextContent();
    }

    private static Element parsed(String body) {
        try {
            DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultNSInstance();
            documents.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return documents
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException malformed) {
            throw new UnknownRequest("s3 DeleteObjects that is not XML", malformed);
        }
    }

    private static Stream<RequestedAction> besides(SeenRequest request, String resource) {
        return request.headers().keySet().stream()
                .filter(OF_HEADERS::containsKey)
                .map(header -> RequestedAction.of(OF_HEADERS.get(header), arn(resource)));
    }

    /** A copy reads its source: a bucket, a slash and the key, perhaps with the id of a version. */
    private static Stream<RequestedAction> source(SeenRequest request) {
        return Stream.ofNullable(request.headers().get(COPY_SOURCE))
                .map(source -> source.startsWith("/") ? source.substring(1) : source)
                .map(source -> source.split("\\?versionId=", 2))
                .map(source -> RequestedAction.of(
                        source.length > 1 ? "s3:GetObjectVersion" : "s3:GetObject", arn(decoded(source[0]))));
    }

    private static String bucket(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }

    private static String arn(String resource) {
        return "arn:aws:s3:::" + resource;
    }

    /** In a path, a plus sign stands for itself. */
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
