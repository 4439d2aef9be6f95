### O assistente de importação e a lista de importações.

import-title = Importar membros
import-step-file = Arquivo
import-step-columns = Colunas
import-step-review = Revisão
import-step-access = Acesso
import-step-done = Pronto
import-steps = Etapas da importação
import-step-state-done = concluída
import-back = Voltar
import-next = Avançar
import-next-review = Revisar as linhas
import-next-access = Escolher o acesso
import-discard = Descartar
import-discard-title = Descartar esta importação?
import-discard-text = As colunas que você escolheu e as células que corrigiu em “{ $file }” serão perdidas. O arquivo e o livro continuam como estão.
import-discard-keep = Continuar
import-replace-title = Abrir outro arquivo?
import-replace-text = A importação de “{ $file }” não terminou. Abrir outro arquivo descarta as colunas que você escolheu e as células que corrigiu. Nada foi gravado no livro.
import-replace-confirm = Abrir o outro arquivo

# Why the person cannot go on, beside the button.
import-obstacle-no-file = Escolha um arquivo ou cole uma lista primeiro.
import-obstacle-questions = { $n ->
    [one] Responda à pergunta acima para avançar.
   *[other] Responda às { $n } perguntas acima para avançar.
}
import-obstacle-no-identity = Diga qual coluna tem o e-mail (ou o ID na plataforma): é por ele que os membros são reconhecidos.
import-obstacle-planning = Comparando o arquivo com o livro…
import-obstacle-not-planned = O arquivo ainda não foi comparado com o livro.
import-obstacle-nothing-to-write = Nenhuma linha mudaria o livro.
import-obstacle-applying = Importando…

## File

import-file-heading = Que lista você quer trazer?
import-file-drop = Solte um arquivo aqui
import-file-or = ou
import-file-choose = Escolher um arquivo…
import-file-dialog = Escolher uma lista para importar
import-file-filter = Listas (CSV, Excel, ODS, texto)
import-file-filter-all = Todos os arquivos
import-file-accepted = CSV, Excel (.xlsx), OpenDocument (.ods) ou texto, de qualquer plataforma e de qualquer tamanho. Toda codificação e todo separador são reconhecidos; nada é gravado até você confirmar no fim.
import-file-opening = Lendo o arquivo…
import-file-columns = { $n ->
    [one] { $n } coluna
   *[other] { $n } colunas
}
import-file-other = Escolher outro arquivo…
import-file-same-title = Este mesmo arquivo foi importado em { $date }.
import-file-same-text = Importá-lo de novo só muda o que mudou desde então. Você verá cada linha antes que algo seja gravado.
import-file-remembered = As colunas estão associadas como na sua importação de “{ $file }” em { $date }.
import-file-sheet = aba “{ $sheet }”
import-origin = Parece { $list ->
    [members] lista de membros: { $platform }
    [contacts] lista de contatos: { $platform }
    [enrollments] lista de matrículas: { $platform }
    [sales] lista de vendas: { $platform }
   *[subscriptions] lista de assinaturas: { $platform }
}
import-paste-heading = Ou cole uma lista
import-paste-label = Nomes e e-mails
import-paste-hint = Uma pessoa por linha, ou células copiadas de uma planilha.
import-paste-placeholder =
    Ana Souza <ana@example.com>
    bruno@example.com; Bruno Lima
    Carla Dias, carla@example.com
import-paste-open = Usar esta lista
import-paste-lines = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
import-template-heading = Começando do zero?
import-template-text = Salve um modelo com as colunas usuais, preencha na sua planilha e solte-o aqui.
import-template-save = Salvar o modelo…
import-template-dialog = Salvar o modelo
import-template-file = modelo-de-membros.csv
import-template-saved = O modelo foi salvo.
import-csv-filter = Arquivo CSV
import-xlsx-filter = Planilha do Excel

# What is wrong with a file: what, where, what now.
import-error-file-empty = O arquivo está vazio.
import-error-file-empty-now = Exporte a lista de novo na sua plataforma e solte o novo arquivo aqui.
import-error-file-no-rows = O arquivo tem uma linha de cabeçalhos e nada abaixo dela.
import-error-file-no-rows-now = Veja se a exportação tinha membros (um filtro pode tê-los ocultado) e exporte de novo.
import-error-file-is-directory = Isto é uma pasta, não um arquivo.
import-error-file-is-directory-now = Abra a pasta e solte a lista que está dentro dela.
import-error-file-no-permission = O Rollbook não pode ler este arquivo.
import-error-file-no-permission-now = Feche-o em outros programas ou copie-o para os seus documentos e escolha a cópia.
import-error-file-not-found = O arquivo não está mais lá.
import-error-file-not-found-now = Talvez tenha sido movido ou renomeado, ou a unidade foi removida. Escolha-o de novo.
import-error-file-not-text = Este arquivo não contém texto.
import-error-file-not-text-now = O Rollbook lê listas salvas como CSV, Excel (.xlsx), OpenDocument (.ods) ou texto simples. Salve ou exporte a lista em uma dessas formas.
import-error-file-encrypted = Esta planilha está protegida por senha.
import-error-file-encrypted-now = Abra-a, salve sem a senha e solte esse arquivo aqui.
import-error-file-damaged = O arquivo está danificado.
import-error-file-damaged-now = Provavelmente não foi copiado ou baixado por inteiro. Baixe ou salve de novo.
import-error-file-too-large = O arquivo descompactado tem muito mais do que uma lista de membros precisa.
import-error-file-too-large-now = Copie a lista para uma planilha nova, ou salve como CSV, e solte aqui.
import-error-unknown-sheet = A planilha não tem a aba “{ $sheet }”.
import-error-unknown-sheet-now = Escolha uma das abas: { $sheets }.
import-error-unknown-encoding = Esta codificação não é conhecida.
import-error-unknown-encoding-now = Escolha outra da lista.
import-error-too-many-columns = { $found ->
    [0] O arquivo tem mais colunas do que o Rollbook lê ({ $limit }).
   *[other] O arquivo tem { $found } colunas; o Rollbook lê até { $limit }.
}
import-error-too-many-columns-now = É provável que o separador não seja o que parece. Salve a lista de novo com vírgulas ou remova as colunas de que não precisa.
import-error-record-too-long = { $line ->
    [0] Uma linha do arquivo tem mais de 1 MB.
   *[other] O registro na linha { $line } tem mais de 1 MB.
}
import-error-record-too-long-now = Muitas vezes é uma aspa que nunca é fechada. Abra o arquivo em um editor de texto nessa linha e feche ou remova a aspa.
import-error-disk-full = O disco está cheio, por isso o arquivo não pôde ser lido.
import-error-disk-full-now = Libere espaço e tente de novo. Nada foi gravado.
import-error-file-io = O arquivo não pôde ser lido: { $detail }.
import-error-file-io-now = Tente de novo; se o arquivo está em uma rede ou unidade removível, copie-o antes para este computador.
import-error-no-book = Nenhum livro está aberto.
import-error-no-book-now = Crie ou abra um livro primeiro; a lista vai para ele.
import-error-book-read-only = Este livro só pode ser lido, não alterado.
import-error-book-read-only-now = Copie o livro para uma pasta em que você possa gravar e abra a cópia. Nada foi gravado.
import-error-book-missing = O arquivo do livro não está mais lá.
import-error-book-missing-now = Se ele está em uma unidade removível ou de rede, conecte-a de novo e tente outra vez. Nada foi gravado.
import-error-book-locked = Outro programa está gravando neste livro.
import-error-book-locked-now = Espere até que termine e tente de novo. Nada foi gravado.
import-error-no-identity-column = Nenhuma coluna tem um e-mail ou um ID na plataforma.
import-error-no-identity-column-now = Volte a Colunas e diga qual tem.
import-error-plan-stale = O livro foi alterado nesse meio-tempo.
import-error-plan-stale-now = A comparação é refeita para que você veja o que vale agora.
import-error-cancelled = Interrompido. Nada foi gravado.
import-error-cancelled-now = Você pode começar de novo quando quiser.
import-error-exists = Já existe um arquivo com este nome.
import-error-exists-now = Escolha outro nome.
import-error-internal = Algo deu errado dentro do Rollbook (incidente { $incident }).
import-error-internal-now = Nada foi gravado. Tente de novo; se acontecer outra vez, o registro traz este incidente.
import-error-other = Isto não deu certo ({ $code }).
import-error-other-now = Nada foi gravado. Tente de novo ou escolha outro arquivo.

## Columns

import-columns-heading = O que há em cada coluna?
import-columns-file-column = Coluna do arquivo
import-columns-samples = O que contém
import-columns-field = Vira
import-columns-match = Associação
import-columns-no-samples = (vazia)
import-columns-password = Nunca guardada
import-columns-password-why = Senhas nunca são lidas pelo Rollbook, nem por um instante.
import-columns-used = { $used } de { $n } colunas serão importadas
import-columns-keep = { $n ->
    [one] Guardar a outra ({ $n }) como campo próprio
   *[other] Guardar as outras { $n } como campos próprios
}
import-columns-pick = Campo da coluna { $header }
import-field-search = Buscar campos
import-field-taken = agora “{ $header }”
import-field-new = Guardar como campo próprio “{ $name }”
import-field-group-person = Pessoa
import-field-group-member = Cadastro
import-field-group-access = Cursos e acesso
import-field-group-custom = Campos próprios
import-field-ignore = Não importar
import-field-name = Nome
import-field-first-name = Primeiro nome
import-field-last-name = Sobrenome
import-field-email = E-mail
import-field-giftee-email = Presenteado (e-mail)
import-field-phone = Telefone
import-field-phone-area = DDD
import-field-company = Empresa
import-field-external-id = ID na plataforma
import-field-status = Situação do membro
import-field-joined-at = Membro desde
import-field-last-seen-at = Último acesso
import-field-course = Curso
import-field-product = Produto
import-field-courses = Cursos (vários na célula)
import-field-products = Produtos (vários na célula)
import-field-cohort = Turma
import-field-access-status = Situação do acesso
import-field-enrolled-at = Data de matrícula
import-field-expires-at = Data de expiração
import-field-progress = Progresso
import-field-completed-at = Data de conclusão
import-field-no-access = Reembolsado ou revogado (sim/não)
import-field-disputed = Em disputa (sim/não)
import-field-dispute-won = Disputa ganha (sim/não)
import-field-custom = Campo próprio “{ $name }”
import-match-synonym-sure = Pelo cabeçalho
import-match-synonym-likely = Provável, pelo cabeçalho
import-match-synonym-guess = Palpite, pelo cabeçalho
import-match-similar-sure = Por cabeçalho quase igual
import-match-similar-likely = Provável, por cabeçalho parecido
import-match-similar-guess = Palpite, por cabeçalho parecido
import-match-values-sure = Pelos valores
import-match-values-likely = Provável, pelos valores
import-match-values-guess = Palpite, pelos valores
import-match-remembered = Como da última vez
import-match-chosen = Você escolheu
import-match-none = Não reconhecida
import-match-ask = Precisa da sua resposta
import-question-column-email = Qual coluna tem o e-mail pelo qual os membros são reconhecidos?
import-question-column = Várias colunas podem ser { $field }. Qual delas é?
import-question-column-neither = Nenhuma destas
import-question-field = O que significa a coluna “{ $header }”?
import-question-dates = { $sample } quer dizer { $dmy } ou { $mdy }?
import-question-dates-why = Todas as datas do arquivo podem ser lidas das duas formas, então o próprio arquivo não decide.
import-question-sheet = Várias abas parecem uma lista. Qual você quer importar?
import-question-samples = por exemplo { $samples }
import-question-no-samples = sem valores
import-layout-heading = Como o arquivo é lido
import-layout-sheet = Aba
import-layout-encoding = Codificação
import-layout-delimiter = Separador
import-layout-quote = Aspas
import-layout-header = Primeira linha
import-layout-header-yes = Tem os cabeçalhos
import-layout-header-no = Já é um membro
import-layout-dates = Datas
import-layout-date-sample = { $sample } é { $meaning }
import-layout-date-none = { $sample } não é data
import-layout-preview = Primeiras linhas do arquivo
import-delimiter-comma = Vírgula ,
import-delimiter-semicolon = Ponto e vírgula ;
import-delimiter-tab = Tabulação
import-delimiter-pipe = Barra |
import-delimiter-colon = Dois-pontos :
import-quote-double = Duplas "
import-quote-single = Simples '
import-quote-none = Nenhuma
import-date-order-dmy = Dia, mês, ano
import-date-order-mdy = Mês, dia, ano
import-date-order-ymd = Ano, mês, dia
import-layout-decimal = Decimais
import-decimal-unknown = O arquivo não mostra
import-decimal-comma = Depois da vírgula: 1.234,5
import-decimal-point = Depois do ponto: 1,234.5
import-columns-kind = Tipo do novo campo { $name }
import-encoding-utf-8 = UTF-8
import-encoding-windows-1252 = Ocidental (Windows-1252)
import-encoding-utf-16le = UTF-16 LE
import-encoding-utf-16be = UTF-16 BE
import-encoding-windows-1250 = Europa Central (Windows-1250)
import-encoding-iso-8859-2 = Europa Central (ISO 8859-2)
import-encoding-windows-1251 = Cirílico (Windows-1251)
import-encoding-macintosh = Mac Roman
import-encoding-shift-jis = Japonês (Shift JIS)
import-encoding-gbk = Chinês (GBK)
import-encoding-big5 = Chinês (Big5)
import-encoding-euc-kr = Coreano (EUC-KR)

## Review

import-review-heading = O que acontece com cada linha
import-review-comparing = Comparando com o livro
import-review-stopped = A comparação foi interrompida. Nada foi gravado.
import-review-again = Comparar de novo
import-verdict-all = Todas
import-verdict-created = Novos
import-verdict-updated = Atualizados
import-verdict-unchanged = Sem mudança
import-verdict-skipped = Ignoradas
import-verdict-conflict = Conflitos
import-verdict-failed = Erros
import-verdict-one-created = Novo
import-verdict-one-updated = Atualizado
import-verdict-one-unchanged = Sem mudança
import-verdict-one-skipped = Ignorada
import-verdict-one-conflict = Conflito
import-verdict-one-failed = Erro
import-review-filter = Mostrar as linhas
import-review-sum = { $rows ->
    [one] = { $rows } linha no arquivo
   *[other] = { $rows } linhas no arquivo
}
import-review-sum-wrong = As contagens somam { $sum }, não as { $rows } linhas do arquivo. Por favor, avise-nos; nada foi gravado.
import-review-grid = Linhas do arquivo
import-review-line = Linha
import-review-verdict = Resultado
import-review-reason = Por quê
import-review-access = Recebe
import-review-empty-all = O arquivo não tem linhas.
import-review-empty-created = Nenhuma linha acrescenta um membro.
import-review-empty-updated = Nenhuma linha muda um membro.
import-review-empty-unchanged = Nenhuma linha está exatamente como no livro.
import-review-empty-skipped = Nenhuma linha é ignorada.
import-review-empty-conflict = Nenhuma linha está em conflito.
import-review-empty-failed = Nenhum erro. Todas as linhas podem ser lidas.
import-review-edit-hint = Enter edita a célula · Tab avança · Esc desfaz
import-review-edited = Você corrigiu esta linha
import-review-kept = O livro mantém “{ $before }”; o arquivo diz “{ $value }”
import-review-was = era { $before }, passa a { $after }
import-review-erased = apagado
import-review-fixed = A linha { $line } agora está como { $verdict }. { $left ->
    [0] Não restam erros.
    [one] Resta { $left } erro.
   *[other] Restam { $left } erros.
}
import-review-failed-note = { $n ->
    [one] A linha com erro fica de fora. Corrija-a aqui ou salve-a em um arquivo depois da importação.
   *[other] As { $n } linhas com erro ficam de fora. Corrija-as aqui ou salve-as em um arquivo depois da importação.
}

# Why a row is what it is. $n, $line, $field, $value come with the row when the sentence needs them.
import-reason-duplicate-in-file = { $line ->
    [0] Outra linha tem o mesmo e-mail, e valem os dados dela
   *[other] Mesmo e-mail da linha { $line }, cujos dados valem
}
import-reason-exists = O membro está no livro e fica como está
import-reason-not-in-book = Não está no livro, e só membros dele são atualizados
import-reason-in-trash = O membro está na lixeira
import-reason-id-elsewhere = O e-mail e o ID na plataforma são de membros diferentes
import-reason-would-shorten = O acesso ou o status diminuiria, por isso fica como está
import-reason-blocked-kept = O membro está bloqueado e continua bloqueado
import-reason-expired-kept = O arquivo diz expirado; o acesso fica como está
import-reason-scheduled-kept = O acesso começa depois e fica assim; dê a todos do arquivo para começar já
import-reason-missing-email = Falta o e-mail
import-reason-bad-email = Não é um e-mail
import-reason-bad-date = Não é uma data
import-reason-ambiguous-date = Uma data que pode ser lida de duas formas
import-reason-ends-before-start = O acesso terminaria antes de começar; corrija uma das datas
import-reason-bad-status = Situação desconhecida
import-reason-bad-progress = Não é um progresso entre 0 e 100 %
import-reason-bad-number = Não é um número
import-reason-ambiguous-number = Um número que quer dizer outro onde o ponto é vírgula: diga em Colunas como os números são escritos
import-reason-bad-yes-no = Nem sim nem não
import-reason-not-a-choice = Nenhuma das opções deste campo
import-reason-too-long = Longo demais
import-reason-control-character = Tem um caractere que não pode ser mostrado
import-reason-invalid-text = Tem caracteres que a codificação escolhida não lê
import-reason-extra-cells = Mais células do que colunas no arquivo
import-reason-unclosed-quote = Uma aspa é aberta e nunca fechada
import-reason-cell-error = Contém um erro da planilha
import-reason-totals-row = Uma linha de totais, não uma pessoa
import-reason-not-paid = Não paga, reembolsada ou cancelada: não dá acesso
import-reason-with-column = { $column } · { $reason }
import-reason-other = { $code }

import-duplicates-badge = mais { $n }
import-duplicates-open = Comparar as linhas com este e-mail
import-duplicates-title = { $n ->
    [one] Uma linha tem este e-mail
   *[other] { $n } linhas têm o mesmo e-mail
}
import-duplicates-text = Só uma delas pode ser importada. Escolha a que vale; as outras são ignoradas.
import-duplicates-text-courses = A linha escolhida decide o nome e os outros dados. Os cursos das outras também contam.
import-duplicates-rest = { $n ->
    [one] Mais { $n } linha tem este e-mail e não aparece aqui.
   *[other] Mais { $n } linhas têm este e-mail e não aparecem aqui.
}
import-duplicates-line = Linha { $line }
import-duplicates-use = Usar esta linha
import-duplicates-used = Em uso
import-duplicates-chosen = A linha { $line } é usada.

import-policy-heading = Membros que já estão no livro
import-policy-fill = Só preencher o vazio
import-policy-fill-what = Acrescenta o que falta. Um valor do livro sempre fica.
import-policy-overwrite = Sobrescrever
import-policy-overwrite-what = O arquivo vence nos campos escolhidos; células vazias não apagam nada.
import-policy-overwrite-fields = Campos que o arquivo pode sobrescrever
import-policy-overwrite-all = Todos os campos importados
import-policy-skip = Ignorar
import-policy-skip-what = Só membros novos são acrescentados; os do livro não são tocados.
import-policy-update-only = Só atualizar
import-policy-update-only-what = Preenche o vazio de membros do livro; ninguém novo é acrescentado.
import-policy-summary-fill = Membros que já estão no livro: o vazio é preenchido, os valores ficam.
import-policy-summary-overwrite = Membros que já estão no livro: { $n ->
    [one] o arquivo sobrescreve { $n } campo.
   *[other] o arquivo sobrescreve { $n } campos.
}
import-policy-summary-overwrite-all = Membros que já estão no livro: o arquivo sobrescreve todos os campos importados.
import-policy-summary-skip = Membros que já estão no livro são ignorados.
import-policy-summary-update-only = Só membros que já estão no livro são atualizados; ninguém é acrescentado.
import-policy-summary-also = E ainda: { $what }.
import-policy-also-erase-blank = células vazias apagam
import-policy-also-shorten-access = o acesso pode encurtar
import-policy-also-revive = membros bloqueados são reativados
import-policy-also-last = vale a última das linhas repetidas
import-policy-change = Mudar…
import-switches-heading = Só se você pedir
import-switch-erase-blank = Células vazias apagam
import-switch-erase-blank-what = Uma célula vazia esvazia o campo no livro. Sem isto, ela significa “nada a dizer”.
import-switch-shorten-access = O acesso pode encurtar
import-switch-shorten-access-what = Uma expiração mais cedo, um início mais tarde ou uma situação inferior substitui o que dá mais. Sem isto, esse fica.
import-switch-revive = Membros bloqueados são reativados
import-switch-revive-what = Um membro bloqueado que está no arquivo volta a ficar ativo. Sem isto, continua bloqueado.
import-duplicates-heading = Várias linhas com o mesmo e-mail
import-duplicates-first = Vale a primeira linha
import-duplicates-last = Vale a última linha

## Access

import-access-heading = O que todos do arquivo recebem?
import-access-courses = Cursos
import-access-courses-hint = Busque um curso ou digite um título novo
import-access-products = Produtos
import-access-products-hint = Busque um produto ou digite um título novo
import-access-create = Criar “{ $title }”
import-access-new = novo
import-access-remove = Remover { $title }
import-access-none-found = Nada tem esse nome.
import-access-cohort = Turma
import-access-cohort-hint = Nenhuma
import-access-state = O acesso fica
import-access-state-active = Ativo
import-access-state-active-what = Podem entrar já.
import-access-state-pending = Pendente
import-access-state-pending-what = Preparado, mas ainda fechado.
import-access-state-disabled = Bloqueado
import-access-state-disabled-what = Registrado, mas fechado.
import-access-starts = Começa
import-access-starts-import = No dia da importação
import-access-starts-new = Para acessos novos. O que alguém já tem mantém o seu início.
import-access-starts-file = { $n ->
    [one] Sem efeito: o único acesso novo começa no dia da sua linha.
   *[other] Sem efeito: todos os { $n } começam no dia da sua linha.
}
import-access-starts-others = { $n ->
    [one] Para o único sem dia próprio no arquivo.
   *[other] Para os { $n } sem dia próprio no arquivo.
}
import-access-expires = Termina
import-access-expires-never = Nunca
import-access-expires-file = { $n ->
    [one] Sem efeito: o único acesso termina no dia da sua linha.
   *[other] Sem efeito: todos os { $n } terminam no dia da sua linha.
}
import-access-expires-others = { $n ->
    [one] Para o único sem dia próprio no arquivo.
   *[other] Para os { $n } sem dia próprio no arquivo.
}
import-access-expires-month = Em 30 dias
import-access-expires-year = Em 1 ano
import-access-expires-year-end = No fim deste ano
import-access-day-order = O acesso terminaria antes de começar.
import-access-from-file = O próprio arquivo dá acesso (coluna { $columns }). O que você escolher aqui vem a mais, para todos.
import-access-optional = Você pode deixar vazio: os membros são importados sem acesso.
import-effect-heading = O que vai acontecer
import-effect-created = { $n ->
    [one] { $n } membro novo é acrescentado.
   *[other] { $n } membros novos são acrescentados.
}
import-effect-updated = { $n ->
    [one] { $n } linha atualiza um membro.
   *[other] { $n } linhas atualizam membros.
}
import-effect-access = { $n ->
    [one] { $n } membro recebe { $titles }{ $until }; ninguém recebe e-mail.
   *[other] { $n } membros recebem { $titles }{ $until }; ninguém recebe e-mail.
}
import-effect-access-file = { $n ->
    [one] { $n } membro recebe acesso como diz o arquivo; ninguém recebe e-mail.
   *[other] { $n } membros recebem acesso como diz o arquivo; ninguém recebe e-mail.
}
import-effect-access-both = O acesso que o próprio arquivo dá vem a mais.
import-effect-access-none = Ninguém recebe acesso a um curso; ninguém recebe e-mail.
import-effect-until = { " " }até { $date }
import-effect-cohort = { " " }na turma { $cohort }
import-effect-pending = O acesso fica pendente até você ativá-lo.
import-effect-disabled = O acesso é registrado como desativado.
import-effect-starts = O acesso novo começa em { $date }.
import-effect-starts-file = { $n ->
    [one] O acesso novo começa no dia da sua linha.
   *[other] Todos os { $n } acessos novos começam no dia da sua linha.
}
import-effect-starts-both = { $n ->
    [one] { $n } acesso novo começa no dia da sua linha
   *[other] { $n } acessos novos começam no dia da sua linha
}, { $others ->
    [one] o outro { $rest }.
   *[other] os outros { $others } { $rest }.
}
import-effect-ends-file = { $n ->
    [one] O acesso termina no dia da sua linha.
   *[other] Todos os { $n } acessos terminam no dia da sua linha.
}
import-effect-ends-both = { $n ->
    [one] { $n } acesso termina no dia da sua linha
   *[other] { $n } acessos terminam no dia da sua linha
}, { $others ->
    [one] o outro { $rest }.
   *[other] os outros { $others } { $rest }.
}
import-effect-on = em { $date }
import-effect-on-import = no dia da importação
import-effect-never = nunca
import-effect-extended = { $n ->
    [one] { $n } acesso que terminava antes é prolongado.
   *[other] { $n } acessos que terminavam antes são prolongados.
}
import-effect-new-courses = { $n ->
    [one] O curso { $titles } é criado.
   *[other] { $n } cursos são criados: { $titles }.
}
import-effect-new-products = { $n ->
    [one] O produto { $titles } é criado. Ele ainda não tem cursos: escolha-os depois, em Produtos.
   *[other] { $n } produtos são criados: { $titles }. Eles ainda não têm cursos: escolha-os depois, em Produtos.
}
import-effect-closed-cohorts = { $n ->
    [one] A turma { $titles } já está fechada; ainda assim entra quem a lista põe nela.
   *[other] { $n } turmas já estão fechadas ({ $titles }); ainda assim entra quem a lista põe nelas.
}
import-effect-new-cohorts = { $n ->
    [one] A turma { $titles } é criada.
   *[other] { $n } turmas são criadas: { $titles }.
}
import-effect-new-fields = { $n ->
    [one] O campo próprio { $titles } é criado.
   *[other] { $n } campos próprios são criados: { $titles }.
}
import-effect-unchanged = { $n ->
    [one] { $n } linha já está exatamente assim no livro.
   *[other] { $n } linhas já estão exatamente assim no livro.
}
import-effect-skipped = { $n ->
    [one] { $n } linha é ignorada.
   *[other] { $n } linhas são ignoradas.
}
import-effect-conflicts = { $n ->
    [one] { $n } linha está em conflito e fica de fora.
   *[other] { $n } linhas estão em conflito e ficam de fora.
}
import-effect-failed = { $n ->
    [one] { $n } linha tem erro e fica de fora.
   *[other] { $n } linhas têm erros e ficam de fora.
}
import-effect-undo = A importação inteira pode ser desfeita de uma vez, também mais tarde.
import-more-titles = mais { $n }
import-apply = { $n ->
    [one] Importar { $n } membro
   *[other] Importar { $n } membros
}
import-apply-rows = { $n ->
    [one] Importar { $n } linha
   *[other] Importar { $n } linhas
}
import-apply-nothing = Nada a importar
import-applying = Importando
import-cancel = Cancelar
import-cancelling = Interrompendo…
import-cancel-note = Se cancelar, nada é gravado.
import-progress-count = { $done } de { $total }
import-progress-count-open = { $done }
import-progress-rate = { $rate } linhas por segundo
import-progress-left = { $left } restantes

## Done

import-done-heading = { $n ->
    [0] Nada foi alterado
    [one] { $n } membro importado
   *[other] { $n } membros importados
}
import-done-heading-rows = { $n ->
    [one] { $n } linha importada
   *[other] { $n } linhas importadas
}
import-done-undone-heading = A importação foi desfeita
import-done-from = De “{ $file }”.
import-done-undo = Desfazer a importação
import-done-failed = { $n ->
    [one] Salvar a linha com erro…
   *[other] Salvar as { $n } linhas com erro…
}
import-done-failed-why = As linhas como estavam no arquivo, cada uma com seu motivo. Corrija-as e importe esse arquivo.
import-done-show = Mostrar estes membros
import-done-another = Importar outra lista
import-done-undoing = Desfazendo
import-done-undone = { $n ->
    [one] { $n } mudança foi desfeita.
   *[other] { $n } mudanças foram desfeitas.
}
import-done-kept = { $n ->
    [one] { $n } foi mantida porque mudou desde então:
   *[other] { $n } foram mantidas porque mudaram desde então:
}
import-done-kept-item = { $what }: { $why }
import-done-kept-field = { $what }, { $field }: { $why }
import-done-problems = O que estava errado
import-done-stayed = O que ficou como estava
import-done-reason = { $reason } · { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
import-done-case = Linha { $line }, { $column }:
import-done-case-row = Linha { $line }
import-done-more = { $n ->
    [one] e mais { $n }
   *[other] e mais { $n }
}
import-done-more-saved = { $n ->
    [one] e mais { $n }, no arquivo de linhas com erro
   *[other] e mais { $n }, no arquivo de linhas com erro
}
import-failed-dialog = Salvar as linhas com erro
import-failed-file = { $file }-linhas-com-erro.csv
import-failed-saved = { $n ->
    [one] { $n } linha com erro foi salva.
   *[other] { $n } linhas com erro foram salvas.
}
import-show-in-folder = Mostrar na pasta

## Imports page

imports-title = Importações
imports-count = { $n ->
    [one] { $n } importação
   *[other] { $n } importações
}
imports-new = Importar uma lista
imports-empty-title = Nenhuma lista foi importada ainda
imports-empty-text = Solte nesta janela a exportação de membros da sua plataforma, ou cole nomes e e-mails. Você vê cada mudança antes de ser gravada e pode desfazer a importação inteira.
imports-file = Arquivo
imports-when = Quando
imports-rows = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
imports-result = Resultado
imports-actions = Ações
imports-undone = Desfeita
imports-undo = Desfazer a importação
imports-failed = Salvar linhas com erro…
imports-show = Mostrar os membros
imports-undo-title = Desfazer esta importação?
imports-undo-text = { $n ->
    [one] A { $n } linha gravada de “{ $file }” é desfeita. O que mudou desde então fica como está e é listado.
   *[other] As { $n } linhas gravadas de “{ $file }” são desfeitas. O que mudou desde então fica como está e é listado.
}
imports-open = O que aconteceu com { $file }
imports-loading = Lendo as importações…
imports-table = Importações, a mais nova primeiro
