package sundown.local.emulators;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import sundown.gallery.ObjectKey;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * ListMultipartUploads with a delimiter, which S3Proxy accepts and ignores: the uploads in a folder are listed as this
 * folder, once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
 */
final class UploadFolders implements Endpoint {
    private static final String ENTRIES_MAX = "1000";

    /** An upload without its id comes before all uploads of its key; a folder has none. */
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::key, ObjectKey.ORDER).thenComparing(Entry::upload);

    private final BlobStore store;

    UploadFolders(BlobStore store) {
        this.store = store;
    }

    private record Entry(String key, String upload) {
        static Entry of(MultipartUpload upload, int prefix, String delimiter) {
            int end = upload.key().indexOf(delimiter, prefix);
            return end < 0
                    ? new Entry(upload.key(), upload.uploadId())
                    : new Entry(upload.key().substring(0, end + delimiter.length()), "");
        }

        private boolean isAfter(String key, String id) {
            return id.isEmpty()
                    ? ObjectKey.ORDER.compare(this.key, key) > 0
                    : ORDER.compare(this, new Entry(key, id)) > 0;
        }

        private String xml() {
            return upload.isEmpty()
                    ? "<CommonPrefixes><Prefix>" + encoded(key) + "</Prefix></CommonPrefixes>"
                    : "<Upload><Key>" + encoded(key) + "</Key><UploadId>" + upload + "</UploadId></Upload>";
        }
    }

    @Override
    public Reply answer(Request request) {
        Map<String, String> query = request.query();
        String prefix = query.getOrDefault("prefix", "");
        List<Entry> rest = store.listMultipartUploads(request.path().replace("/", "")).stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .map(upload -> Entry.of(upload, prefix.length(), query.get("delimiter")))
                .distinct()
                .filter(entry ->
                        entry.isAfter(query.getOrDefault("key-marker", ""), query.getOrDefault("upload-id-marker", "")))
                .sorted(ORDER)
                .toList();
        List<Entry> page = rest.stream()
                .limit(Integer.parseInt(query.getOrDefault("max-uploads", ENTRIES_MAX)))
                .toList();
        return Reply.text(
                200,
                "application/xml",
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType>"
                        + page.stream().map(Entry::xml).collect(Collectors.joining())
                        + (page.size() < rest.size() ? next(page.getLast()) : "<IsTruncated>false</IsTruncated>")
                        + "</ListMultipartUploadsResult>");
    }

    private static String next(Entry last) {
        return "<IsTruncated>true</IsTruncated><NextKeyMarker>" + encoded(last.key()) + "</NextKeyMarker>"
                + "<NextUploadIdMarker>" + last.upload() + "</NextUploadIdMarker>";
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
