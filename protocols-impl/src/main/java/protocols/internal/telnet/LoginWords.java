package protocols.internal.telnet;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import protocols.spi.SecretGrammar;

/** The words in which peers ask who one is, and say no. */
final class LoginWords {

    /** A line that is longer asks nothing. */
    private static final int LONGEST = 120;

    /** What asks for a password in an unusual way is short. */
    private static final int MOST_WORDS = 3;

    /** The end of a line that asks for the user, in the languages that peers are known to speak. */
    private static final List<String> USER = List.of(
            // English
            "login",
            "logon",
            "log in",
            "login as",
            "login name",
            "username",
            "user name",
            "user",
            "userid",
            "user id",
            "account",
            "account name",
            "name",
            "your name",
            "sign on",
            "signon",
            "by what name do you wish to be known",
            // German, Dutch, Danish, Norwegian, Swedish, Finnish
            "benutzername",
            "benutzer",
            "benutzerkennung",
            "anmeldung",
            "anmeldename",
            "kennung",
            "gebruikersnaam",
            "gebruiker",
            "brugernavn",
            "bruger",
            "brukernavn",
            "bruker",
            "användarnamn",
            "användare",
            "käyttäjätunnus",
            "käyttäjänimi",
            "käyttäjä",
            // French, Spanish, Portuguese, Italian, Romanian, Catalan
            "utilisateur",
            "nom d'utilisateur",
            "nom d’utilisateur",
            "identifiant",
            "connexion",
            "usuario",
            "nombre de usuario",
            "usuário",
            "nome de usuário",
            "utilizador",
            "nome de utilizador",
            "utente",
            "nome utente",
            "utilizator",
            "nume utilizator",
            "usuari",
            "nom d'usuari",
            // Polish, Czech, Slovak, Hungarian, Croatian, Turkish, Greek, Russian, Ukrainian
            "użytkownik",
            "nazwa użytkownika",
            "uživatel",
            "uživatelské jméno",
            "používateľ",
            "používateľské meno",
            "felhasználónév",
            "felhasználó",
            "korisničko ime",
            "korisnik",
            "kullanıcı adı",
            "kullanıcı",
            "χρήστης",
            "όνομα χρήστη",
            "логин",
            "имя пользователя",
            "пользователь",
            "ім'я користувача",
            "користувач",
            "логін",
            // Arabic, Persian, Hebrew, Thai, Vietnamese, Hindi
            "اسم المستخدم",
            "نام کاربری",
            "שם משתמש",
            "ชื่อผู้ใช้",
            "tên đăng nhập",
            "tên người dùng",
            "उपयोगकर्ता नाम",
            // Chinese, Japanese, Korean
            "用户名",
            "用户",
            "用戶名",
            "登录",
            "登录名",
            "登錄",
            "登入",
            "账号",
            "帐号",
            "账户",
            "帳號",
            "使用者",
            "使用者名稱",
            "ユーザー名",
            "ユーザ名",
            "ユーザー",
            "ユーザ",
            "ログイン",
            "ログイン名",
            "사용자 이름",
            "사용자명",
            "사용자",
            "로그인",
            "아이디");

    /** The end of a line that asks for the password. */
    private static final List<String> PASSWORD = Stream.concat(
                    SecretGrammar.PASSWORD.stream(), SecretGrammar.SHORT.stream())
            .toList();

    /** The start of a line that says no. */
    private static final List<String> NO = List.of(
            // English
            "login incorrect",
            "login failed",
            "login failure",
            "login invalid",
            "login denied",
            "logon failed",
            "incorrect login",
            "invalid login",
            "bad login",
            "access denied",
            "access refused",
            "permission denied",
            "authentication failed",
            "authentication failure",
            "authentication rejected",
            "authorization failed",
            "bad password",
            "bad passwords",
            "bad secrets",
            "invalid password",
            "incorrect password",
            "wrong password",
            "password incorrect",
            "password invalid",
            "password is incorrect",
            "invalid username",
            "invalid user",
            "invalid username or password",
            "incorrect username or password",
            "wrong username or password",
            "username or password is incorrect",
            "unknown user",
            "no such user",
            "user unknown",
            "too many login failures",
            "too many failures",
            "too many authentication failures",
            "account locked",
            "account is locked",
            "account disabled",
            "account is disabled",
            "not authorized",
            "sorry, try again",
            "error: authentication failed",
            "error in authentication",
            "local authentication is rejected",
            // Other languages
            "anmeldung fehlgeschlagen",
            "anmeldung falsch",
            "falsches passwort",
            "falsches kennwort",
            "zugriff verweigert",
            "kennwort falsch",
            "passwort falsch",
            "identification incorrecte",
            "échec de connexion",
            "mot de passe incorrect",
            "accès refusé",
            "inicio de sesión incorrecto",
            "acceso denegado",
            "contraseña incorrecta",
            "login incorrecto",
            "accesso negato",
            "password errata",
            "login errato",
            "acesso negado",
            "senha incorreta",
            "senha inválida",
            "login incorreto",
            "неверный пароль",
            "неверный логин",
            "доступ запрещен",
            "доступ запрещён",
            "登录失败",
            "登入失敗",
            "密码错误",
            "密碼錯誤",
            "认证失败",
            "ログインに失敗しました",
            "ログインできません",
            "パスワードが違います",
            "로그인 실패",
            "비밀번호가 틀렸습니다");

    private LoginWords() {}

    /** Whether a line that has no end asks for the user. */
    static boolean asksForUser(String line) {
        return asks(line, USER);
    }

    /** Whether a line that has no end asks for the password, such as {@code Password for alice:}. */
    static boolean asksForPassword(String line) {
        if (asks(line, PASSWORD)) {
            return true;
        }
        String asked = asked(line);
        int last = asked.lastIndexOf(' ');
        int before = last < 0 ? -1 : asked.lastIndexOf(' ', last - 1);
        return before > 0
                && List.of("for", "of", "für", "de", "pour", "para", "di").contains(asked.substring(before + 1, last))
                && asks(asked.substring(0, before) + ":", PASSWORD);
    }

    /** Whether a line that has no end is a word for a password, whatever signs stand around it: {@code *Password* |}. */
    static boolean isPassword(String line) {
        String words = small(line);
        int start = 0;
        int end = words.length();
        while (start < end && !Character.isLetter(words.charAt(start))) {
            start++;
        }
        while (end > start && !isOfWord(words.charAt(end - 1))) {
            end--;
        }
        String bare = words.substring(start, end);
        bare = bare.endsWith(" please") ? bare.substring(0, bare.lastIndexOf(' ')) : bare;
        bare = bare.endsWith(",") ? bare.substring(0, bare.length() - 1) : bare;
        boolean isShort = bare.split(" ", MOST_WORDS + 1).length <= MOST_WORDS;
        return SecretGrammar.SHORT.contains(bare) || (isShort && asks(bare + ":", SecretGrammar.PASSWORD));
    }

    /** Whether a word for a password stands in a line, as a word of its own. */
    static boolean namesPassword(String line) {
        String words = small(line);
        for (String word : SecretGrammar.PASSWORD) {
            int at = words.indexOf(word);
            while (at >= 0) {
                int end = at + word.length();
                boolean isBegun = at > 0 && isLetterOfWord(words.charAt(at - 1));
                if (!isBegun && !(end < words.length() && isLetterOfWord(words.charAt(end)))) {
                    return true;
                }
                at = words.indexOf(word, at + 1);
            }
        }
        return false;
    }

    /** Marks above and below letters, of Thai and Hindi, are parts of words. */
    private static boolean isOfWord(char c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Chinese and Japanese put no space between words. */
    private static boolean isLetterOfWord(char c) {
        return c < 0x2e80 && Character.isLetter(c);
    }

    /** Whether a line begins with words that say that a login failed, and says nothing else. */
    static boolean saysNo(String line) {
        String words = small(line);
        int start = 0;
        while (start < words.length() && !Character.isLetter(words.charAt(start))) {
            start++;
        }
        String said = words.substring(start);
        return NO.stream().anyMatch(no -> said.startsWith(no) && isAlone(said, no.length()));
    }

    private static boolean isAlone(String said, int end) {
        String rest = said.substring(end);
        return rest.isEmpty()
                || ".!,:;-(。！".indexOf(rest.charAt(0)) >= 0
                || rest.startsWith(" for ")
                || rest.startsWith(" -")
                || rest.startsWith(" (");
    }

    private static boolean asks(String line, List<String> words) {
        String asked = asked(line);
        boolean isPlain = asked.equals(small(line));
        for (String word : words) {
            int start = asked.length() - word.length();
            boolean isLast = asked.endsWith(word) && (start == 0 || (!isPlain && !isPartOfAWord(asked, start)));
            if (isLast) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfAWord(String text, int at) {
        char before = text.charAt(at - 1);
        // Chinese and Japanese put no space between words.
        return before < 0x2e80 && !Character.isWhitespace(before) && before != '\'' && before != '’' && before != '(';
    }

    /** What a line asks for: without the colon, and what stands in brackets before that. Empty if it is too long. */
    private static String asked(String line) {
        String words = small(line);
        int end = words.length();
        while (end > 0 && ":：?？>＞".indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        String asked = words.substring(0, end).strip();
        int bracket = Math.max(asked.lastIndexOf('['), asked.lastIndexOf('('));
        boolean isBracketed = bracket > 0 && (asked.endsWith("]") || asked.endsWith(")"));
        return words.length() > LONGEST
                ? ""
                : isBracketed ? asked.substring(0, bracket).strip() : asked;
    }

    private static String small(String line) {
        return Normalizer.normalize(line, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    }
}
