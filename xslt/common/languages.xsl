<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages: which a node is in, and in which direction its script runs. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Scripts that run from right to left (ISO 15924), and the languages written in them (BCP 47). -->
  <xsl:function name="c:is-right-to-left" as="xs:boolean">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="script" as="xs:string?" select="tokenize($tag, '[-_]')[position() gt 1][matches(., '^[A-Za-z]{4}$')][1]"/>
    <xsl:sequence select="
        if ($script) then matches($script, '^(Adlm|Arab|Aran|Armi|Avst|Hebr|Mand|Mani|Nbat|Nkoo|Palm|Phli|Phnx|Prti|Rohg|Samr|Sarb|Sogd|Syr[cejn]|Thaa)$', 'i')
        else matches(c:language-tag(string($tag)), '^(ar|arc|arz|ary|azb|bal|ckb|dv|fa|glk|he|iw|jpr|jrb|ks|lrc|mzn|nqo|ota|pal|phn|pnb|prs|ps|sam|sd|sdh|syc|syr|ug|ur|xpr|yi|ji)([-_]|$)', 'i')"/>
  </xsl:function>

  <!-- The language that a node is in: its own, or that of what is around it. -->
  <xsl:function name="c:language" as="xs:string?">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="$node/ancestor-or-self::*[string(@xml:lang)][1]/string(@xml:lang)"/>
  </xsl:function>

  <!-- That of the text: the document may say it of the whole, or of the text only. -->
  <xsl:function name="c:text-language" as="xs:string?">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="($document/text/@xml:lang, $document/@xml:lang)[string(.)][1]/string()"/>
  </xsl:function>

  <!-- The tag of a language as the web wants it (BCP 47): a code of three letters gives way to that of two. -->
  <xsl:variable name="c:short-codes" as="map(xs:string, xs:string)" select="map {
      'lat': 'la', 'eng': 'en', 'deu': 'de', 'ger': 'de', 'fra': 'fr', 'fre': 'fr', 'ita': 'it', 'spa': 'es', 'por': 'pt', 'ell': 'el', 'gre': 'el', 'heb': 'he',
      'ara': 'ar', 'rus': 'ru', 'nld': 'nl', 'dut': 'nl', 'pol': 'pl', 'ces': 'cs', 'cze': 'cs', 'slk': 'sk', 'slo': 'sk', 'hun': 'hu', 'ron': 'ro', 'rum': 'ro',
      'bul': 'bg', 'srp': 'sr', 'hrv': 'hr', 'slv': 'sl', 'ukr': 'uk', 'swe': 'sv', 'dan': 'da', 'nor': 'no', 'isl': 'is', 'ice': 'is', 'fin': 'fi', 'est': 'et',
      'lav': 'lv', 'lit': 'lt', 'cat': 'ca', 'cym': 'cy', 'wel': 'cy', 'gle': 'ga', 'fas': 'fa', 'per': 'fa', 'tur': 'tr', 'san': 'sa', 'hin': 'hi', 'urd': 'ur',
      'zho': 'zh', 'chi': 'zh', 'jpn': 'ja', 'kor': 'ko', 'kat': 'ka', 'geo': 'ka', 'hye': 'hy', 'arm': 'hy', 'yid': 'yi', 'afr': 'af', 'eus': 'eu', 'baq': 'eu' }"/>

  <xsl:function name="c:language-tag" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($tag, '_', '-'), '-')"/>
    <xsl:sequence select="string-join((($c:short-codes(lower-case(string($parts[1]))), $parts[1])[1], $parts[position() gt 1]), '-')"/>
  </xsl:function>

</xsl:stylesheet>
