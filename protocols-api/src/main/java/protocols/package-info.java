/**
 * What all clients share: the settings of a client, the errors, the limits and the transcript.
 *
 * <p>Nothing in this module opens a socket or starts a thread: what can be computed is here, what must wait is in the
 * implementation, which is found at run time.
 *
 * <p>All eight clients in one program, which checks whether each service is there:
 *
 * <!-- run: services -->
 * <pre>{@code
 * Map<String, Callable<Object>> checks = new LinkedHashMap<>();
 * checks.put("DNS", () -> Dns.at("192.0.2.53").lookup("example.org", RecordType.MX).summary());
 * checks.put("WHOIS", () -> Whois.iana().lookup("example.org").state());
 * checks.put("FTP", () -> {
 *     try (var ftp = Ftp.at("ftp.example.org").connect()) {
 *         return ftp.greeting();
 *     }
 * });
 * checks.put("SMTP", () -> {
 *     try (var smtp = Smtp.at("mail.example.org").port(587).connect()) {
 *         return smtp.greeting();
 *     }
 * });
 * checks.put("POP3", () -> {
 *     try (var pop3 = Pop3.at("mail.example.org").connect()) {
 *         return pop3.greeting();
 *     }
 * });
 * checks.put("IMAP", () -> {
 *     try (var imap = Imap.at("mail.example.org").connect()) {
 *         return imap.capabilities();
 *     }
 * });
 * checks.put("TELNET", () -> {
 *     try (var telnet = Telnet.at("host.example.org").connect()) {
 *         return telnet.expect("login:");
 *     }
 * });
 * checks.put("HTTP", () -> {
 *     try (var response = Http.at("https://www.example.org/").get().send()) {
 *         return response.status();
 *     }
 * });
 * checks.forEach((service, check) -> {
 *     try {
 *         out.println(service + ": " + check.call());
 *     } catch (Exception e) {
 *         out.println(service + ": " + e.getMessage());
 *     }
 * });
 * }</pre>
 */
@NullMarked
package protocols;

import org.jspecify.annotations.NullMarked;
