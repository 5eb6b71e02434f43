package protocols.mail;

import java.util.Locale;

/** The media type that the ending of a file name stands for; the same on every machine. */
final class MediaTypes {

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN = "application/vnd.oasis.opendocument.";

    private MediaTypes() {}

    static ContentType of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ContentType.parse(
                switch (ending) {
                    case "txt", "log" -> "text/plain";
                    case "html", "htm" -> "text/html";
                    case "css" -> "text/css";
                    case "csv" -> "text/csv";
                    case "md" -> "text/markdown";
                    case "ics" -> "text/calendar";
                    case "vcf" -> "text/vcard";
                    case "xml" -> "application/xml";
                    case "json" -> "application/json";
                    case "pdf" -> "application/pdf";
                    case "zip" -> "application/zip";
                    case "gz" -> "application/gzip";
                    case "jpg", "jpeg" -> "image/jpeg";
                    case "png", "gif", "webp", "avif", "bmp" -> "image/" + ending;
                    case "svg" -> "image/svg+xml";
                    case "tif", "tiff" -> "image/tiff";
                    case "mp3" -> "audio/mpeg";
                    case "wav", "ogg", "flac" -> "audio/" + ending;
                    case "mp4", "webm", "mpeg" -> "video/" + ending;
                    case "docx" -> OFFICE + "wordprocessingml.document";
                    case "xlsx" -> OFFICE + "spreadsheetml.sheet";
                    case "pptx" -> OFFICE + "presentationml.presentation";
                    case "odt" -> OPEN + "text";
                    case "ods" -> OPEN + "spreadsheet";
                    case "rtf" -> "application/rtf";
                    default -> "application/octet-stream";
                });
    }
}
