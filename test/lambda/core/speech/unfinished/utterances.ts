/** What callers say, one utterance a line, as recognisers write it. */
interface Utterances {
  unfinished: string;
  finished: string;
}

export const ENGLISH: Utterances = {
  unfinished: `
    my number is
    My number is.
    My phone number is nine eight
    my mobile number is 98765
    my number is nine eight seven six five
    my number is double nine eight seven
    my contact number is +91 98765
    my number is plus nine one nine eight seven six five
    my number is 0 98765 432
    my name is
    Hi, my name is
    my address is
    my email is
    my email is asha at
    asha dot
    asha at the rate
    asha dot rao at gmail
    my date of birth is
    my date of birth is 5th
    my date of birth is the fifth of
    I was born on 12 March
    my date of birth is 12 5
    on the twenty third of
    I want
    I want to
    I would like to
    I'd like to
    I need
    I need to
    I want to book an appointment for
    I want to speak to
    I am looking for
    I need an appointment with
    and
    but
    Yes, and
    Yes, but
    No, because
    I cannot come because
    I can come on Monday or
    I can come if
    it is for my
    I need the
    can you
    Can you tell me the
    Could you please
    could you
    Do you have a
    is there
    I was wondering
    I was calling about
    I am calling from
    um
    Uh
    I need um
    so, you know
    well I mean
    let me see
    Let me think
    let me check
    one second
    Hold on
    wait
    just a minute
    please wait
    how much is
    what is
    what about the
    where is the
    the problem is
    the problem is that
    my order number is
    my account number is
    five thousand and
    two point
    it costs
    the total is
    double
    four two triple
    it is spelled R
    my name is spelled A S
    A as in
    this is about
    I don't know if
    the doctor is in the
    I was
    I think
    he said that I
    and then
    I have
    I'll come with my`,
  finished: `
    yes
    Yes.
    yeah
    no
    No thanks.
    ok
    ok bye
    okay, bye
    sure
    hello
    Hello?
    thank you
    thanks a lot
    goodbye
    yes please
    no, that's all
    that's it
    that is all
    I think so
    I hope so
    I guess so
    Yes, I am.
    yes it is
    yes I can
    I don't
    me too
    How are you?
    how are you
    who are you
    where are you from
    What is it about?
    what is it for
    who should I talk to
    who is this from
    what are you looking for
    is it
    Is it open?
    which one is that
    how much is it
    when are you open
    do you have parking
    I want an appointment
    I need a doctor
    I want to book an appointment for Monday
    my name is Asha
    my name is Asha Rao
    my number is nine eight seven six five four three two one zero
    my number is 98765 43210
    my number is 9876543210
    my number is +91 98765 43210
    my number is 0 98765 43210
    my number is double nine eight seven six five four three two one
    my appointment number is 4217
    my order number is four two one seven
    four two one seven
    the code is 5 6 7 8
    my date of birth is 5th March 1990
    my date of birth is 12 5 1990
    I was born on the fifth of March nineteen ninety
    on the 23rd
    on Monday
    on the fifth of March
    at nine
    five thousand
    five thousand and two hundred
    two point five
    it costs five hundred rupees
    asha dot rao at gmail dot com
    my name is spelled R A O
    spelled A S H A
    can you help me
    could you repeat that
    tell me the price
    I will come
    I can't
    because I am ill
    and on Tuesday
    or maybe later
    so what
    what should I do
    I want to cancel
    nothing else
    anything is fine
    whenever you like
    as soon as you can
    come on
    I will log in
    I want that
    this one
    the second one
    Monday or Tuesday
    with the doctor
    for my mother
    to Bengaluru
    I'll wait
    I can't wait
    vitamin A
    plan A
    either is fine
    either
    fifth
    a human please`,
};

export const HINDI: Utterances = {
  unfinished: `
    मेरा नंबर
    मेरा नंबर है
    मेरा नंबर है।
    मेरा मोबाइल नंबर है
    मेरा फ़ोन नंबर है
    मेरा नंबर है नौ आठ
    मेरा नंबर है नौ आठ सात छह पाँच
    मेरा नंबर 98765 है और
    मेरा मोबाइल नंबर 98765
    मेरा नंबर है डबल नौ आठ
    मेरा नंबर है नाइन एट सेवन
    मेरा नाम
    मेरा नाम है
    जी, मेरा नाम
    मेरा पता
    मेरा पता है
    मेरा ईमेल है
    मेरी जन्मतिथि
    मेरी जन्मतिथि है
    मेरी जन्मतिथि पाँच मार्च
    मेरी जन्म तिथि 12 मई
    मेरी उम्र है
    और
    जी और
    हाँ, और
    हाँ लेकिन
    नहीं, क्योंकि
    लेकिन
    मगर
    क्योंकि
    मैं आना चाहता हूँ लेकिन
    मैं सोमवार को आऊँगा या
    मुझे पता नहीं कि
    मैंने कहा था कि
    अगर
    अगर आप
    यदि
    ताकि
    इसलिए
    मतलब
    मुझे मतलब
    यानी
    यानी कि
    जैसे कि
    उम्म
    एक मिनट
    एक सेकंड
    रुकिए
    ज़रा रुकिए
    ठहरिए
    मैं
    जी मैं
    मैंने
    जी, मुझे
    नमस्ते, मुझे
    मुझे डॉक्टर राव का
    डॉक्टर अय्यर के
    क्लिनिक की
    यह मेरे
    मुझे अपने
    मुझे अपनी
    मुझे अपना
    क्या आप
    क्या मैं
    पाँच हज़ार और
    दो लाख और
    पाँच सौ और
    दो दशमलव
    ट्रिपल
    डबल
    आशा एट द रेट
    आशा डॉट
    समस्या यह है
    समस्या यह है कि
    बात यह है कि
    दिक्कत यह है
    सवाल यह है
    असल में
    दरअसल
    वो क्या है कि
    मैं आऊँ तो
    अगर मैं आऊँ तो
    मेरा ऑर्डर नंबर है
    पिन कोड है
    नंबर नोट कीजिए
    मुझे appointment चाहिए because
    मुझे booking करनी है for
    देखता हूँ
    बताती हूँ
    मैं आ सकता हूँ पर`,
  finished: `
    हाँ
    हाँ जी
    जी
    जी हाँ
    नहीं
    जी नहीं
    ठीक है
    ठीक है।
    अच्छा
    धन्यवाद
    शुक्रिया
    नमस्ते
    अलविदा
    बस
    बस इतना ही
    और कुछ नहीं
    कुछ और
    मुझे डॉक्टर चाहिए
    मुझे अपॉइंटमेंट चाहिए
    मुझे डॉक्टर राव से मिलना है
    मेरा नाम आशा है
    मेरा नाम आशा राव है
    मेरा नंबर है नौ आठ सात छह पाँच चार तीन दो एक शून्य
    मेरा नंबर 9876543210 है
    मेरा मोबाइल नंबर 98765 43210
    यह मेरा नंबर है
    यही मेरा नंबर है
    मेरी जन्मतिथि 5 मार्च 1990
    पाँच मार्च
    पंद्रह तारीख
    सोमवार को
    सोमवार
    कल
    कल सुबह
    पुणे से
    बेंगलुरु में
    घर पर
    बुकिंग के लिए
    डॉक्टर राव के लिए
    माँ के लिए
    क्या आप खुले हैं
    क्लिनिक कब खुलता है
    क्लिनिक कब खुलता है?
    कितने पैसे लगेंगे
    फीस कितनी है
    आप कौन हैं
    आप कहाँ हैं
    कौन
    क्या
    क्या?
    कैसे
    कब
    इसका मतलब
    क्या मतलब
    क्या मतलब?
    पाँच हज़ार
    पाँच सौ रुपये
    दो लाख
    चार दो एक सात
    4217
    मेरा ऑर्डर नंबर है 4217
    पहला
    दूसरा
    दोनों
    कोई भी
    कुछ नहीं
    पता नहीं
    मुझे नहीं पता
    मुझे पता है
    मैं आऊँगा
    मैं आशा बोल रही हूँ
    जी बोलिए
    बताइए
    दोबारा बोलिए
    फिर से बताइए
    इंसान से बात कराइए
    डॉक्टर से बात करनी है
    नहीं चाहिए
    चाहिए
    हो गया
    रहने दीजिए
    ठीक है तो
    हाँ तो
    क्या करूँ तो
    बहुत अच्छा
    कोई बात नहीं
    सुनाई नहीं दिया
    मैं ठीक हूँ
    आप कैसे हैं
    मेरी बेटी बीमार है
    मुझे बुखार है
    और सोमवार को भी
    लेकिन कल नहीं
    क्योंकि मैं बाहर हूँ
    मुझे appointment book करना है
    thank you
    ओके बाय`,
};

export const HINGLISH: Utterances = {
  unfinished: `
    mera number
    mera number hai
    Mera number hai.
    mera mobile number hai
    mera phone number
    mera number is
    mera number hai nine eight
    mera number hai nine eight seven six five
    mera number hai nau aath saat
    mera mobile number 98765
    mera number hai double nine
    my number is nau aath saat
    mera naam
    mera naam hai
    mera name hai
    haan mera naam
    mera address hai
    mera pata
    mera email hai
    mera email id hai asha at the rate
    meri email id
    meri date of birth
    meri date of birth hai
    meri date of birth 5 march
    meri age hai
    aur
    haan aur
    haan lekin
    lekin
    magar
    nahi kyunki
    kyunki
    kyonki
    mujhe lagta hai ki
    maine kaha tha ki
    agar
    agar aap
    toh
    agar main aaun toh
    matlab
    mujhe matlab
    matlab ki
    yaani
    yaani ki
    jaise ki
    um mujhe
    um
    ek minute
    Ek second
    rukiye
    zara rukiye
    namaste mujhe
    haan ji mujhe
    maine
    mujhe doctor Rao ka
    doctor Iyer ke
    clinic ki
    mujhe apna
    mujhe apni
    mujhe apne
    kya aap
    kya main
    paanch hazaar aur
    do lakh aur
    paanch sau aur
    two point
    double
    problem yeh hai
    problem yeh hai ki
    baat yeh hai ki
    dikkat ye hai
    actually mujhe
    actually I
    asal mein
    woh kya hai ki
    mera order number hai
    pin code hai
    number note karo
    number note kijiye
    mujhe appointment chahiye because
    mujhe appointment chahiye for
    mujhe booking karni hai and
    main aana chahta hoon but
    main aa sakta hoon par main monday ko aur
    monday ya
    kal ya
    subah ya phir
    isliye
    taki
    I want mera`,
  finished: `
    haan
    haan ji
    ji
    ji haan
    nahi
    nahin
    ji nahi
    theek hai
    thik hai
    accha
    achha ok
    ok ji
    ok bye
    dhanyavaad
    shukriya
    thank you ji
    namaste
    bas
    bas itna hi
    aur kuch nahi
    kuch aur
    mujhe doctor chahiye
    mujhe appointment chahiye
    mujhe appointment book karna hai
    mujhe doctor Rao se milna hai
    mera naam Asha hai
    mera naam Asha Rao hai
    mera number hai nine eight seven six five four three two one zero
    mera number 9876543210 hai
    mera number hai nau aath saat chhe paanch chaar teen do ek shunya
    yeh mera number hai
    yahi mera number hai
    meri date of birth 5 march 1990
    monday ko
    monday
    kal
    kal subah
    pune se
    bangalore mein
    ghar par
    booking ke liye
    doctor Rao ke liye
    mummy ke liye
    kya aap open hain
    clinic kab khulta hai
    kitne paise lagenge
    fees kitni hai
    aap kaun hain
    aap kahan hain
    kaun
    kya
    kaise
    kab
    kya matlab
    iska matlab
    paanch hazaar
    paanch sau rupaye
    do lakh
    four two one seven
    mera order number hai 4217
    pehla
    doosra wala
    dono
    koi bhi
    kuch nahi
    pata nahi
    mujhe nahi pata
    main aaunga
    main Asha bol rahi hoon
    ji boliye
    bataiye
    dobara boliye
    phir se bataiye
    human se baat karao
    doctor se baat karni hai
    nahi chahiye
    ho gaya
    rehne do
    theek hai toh
    haan toh
    bahut accha
    koi baat nahi
    sunai nahi diya
    main theek hoon
    aap kaise hain
    meri beti bimar hai
    mujhe fever hai
    aur monday ko bhi
    lekin kal nahi
    kyunki main bahar hoon
    cancel kar do
    appointment cancel karna hai
    mera`,
};

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
